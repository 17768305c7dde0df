// Runs a Jenkinsfile's stage without Jenkins: `sh` really runs, and what the pipeline's model means is as far
// written here as ci/actions/jenkins needs it. What this does not know, it refuses. Jenkins' own linter of
// declarative pipelines is part of its plugins, which no package registry carries: it was not asked.
//
//   groovy Steps.groovy JENKINSFILE LIBRARY FOLDER
class Model {
  File folder
  Script library
  boolean inChange

  void pipeline(Closure body) { within(body) }
  void agent(Closure body) { }
  void options(Closure body) { within(body) }
  void stages(Closure body) { within(body) }
  void timeout(Map given) { assert given.keySet() == ['time', 'unit'] as Set }
  void disableConcurrentBuilds(Map given) { }
  boolean skipped
  void stage(String name, Closure body) { skipped = false; within(body) }
  void when(Closure body) { within(body) }
  void changeRequest() { skipped = !inChange }
  void steps(Closure body) { if (!skipped) within(body) }
  void post(Closure body) { within(body) }
  void always(Closure body) { within(body) }
  void archiveArtifacts(Map given) {
    println "archived ${new File(folder, given.artifacts).exists() ? given.artifacts : 'nothing'}"
  }
  void seaworthyPr(Map given) { library.call(given) }

  private void within(Closure body) {
    body.delegate = this
    body.resolveStrategy = Closure.DELEGATE_ONLY
    body()
  }
}

def (String jenkinsfile, String path, String workspace) = args
File folder = new File(workspace)
Script library = new GroovyShell().parse(new File(path))
Map variables = new HashMap(System.getenv())
library.binding.setVariable('env', variables)
library.metaClass.file = { Map given -> given }
library.metaClass.withCredentials = { List bindings, Closure body ->
  bindings.each { one -> variables[one.variable] = System.getenv('TEST_CREDENTIALS') + '/' + one.credentialsId }
  body()
  bindings.each { one -> variables.remove(one.variable) }
}
library.metaClass.sh = { Map given ->
  ProcessBuilder shell = new ProcessBuilder('sh', '-xe', '-c', given.script)
  shell.environment().putAll(variables.findAll { it.value != null })
  int code = shell.directory(folder).inheritIO().start().waitFor()
  if (code) throw new IllegalStateException("script returned exit code ${code}")
}
String text = new File(jenkinsfile).text
assert text.contains("@Library('seaworthy') _")
Script pipeline = new GroovyShell().parse(text.replace("@Library('seaworthy') _", ''))
Model model = new Model(folder: folder, library: library)
model.inChange = System.getenv('CHANGE_ID') != null
pipeline.metaClass.pipeline = { Closure body -> model.pipeline(body) }
pipeline.metaClass.getEnv = { variables }
try {
  pipeline.run()
} catch (IllegalStateException e) {
  println "FAILED: ${e.message}"
  System.exit(1)
}
