/**
 * A step of a shared library: judges a change request of a multibranch pipeline, and tells it where `publish` says.
 * Fails the stage unless nothing is introduced.
 *
 *   seaworthyPr(paths: ['deploy/'], publish: 'gitea', forgeUrl: 'https://git.example.org/api/v1',
 *       project: 'shop/web', credentials: 'seaworthy-token')
 *
 * The checkout needs the merge base: no shallow clone.
 */
void call(Map given = [:]) {
  Map options = [
    program: 'seaworthy', paths: ['.'], failOn: 'introduced', render: false, options: [],
    publish: '', forgeUrl: '', project: '', credentials: '',
  ] + given
  List<String> words = [
    'pr',
    "--base=origin/${env.CHANGE_TARGET}",
    "--fail-on=${options.failOn}",
    '--format=markdown',
    '--output=seaworthy.md',
  ]
  if (!options.render) {
    words << '--no-render'
  }
  words.addAll(options.options)
  // A fork's change must not reach the token.
  boolean told = options.publish && !env.CHANGE_FORK
  if (told) {
    words << "--publish=${options.publish}"
    words << "--forge-url=${options.forgeUrl}"
    words << "--project=${options.project}"
    words << "--number=${env.CHANGE_ID}"
  }
  String begin = ([options.program] + words).collect { word -> quoted("${word}") }.join(' ')
  String paths = options.paths.collect { path -> quoted("${path}") }.join(' ')
  if (told) {
    withCredentials([file(credentialsId: options.credentials, variable: 'SEAWORTHY_TOKEN_FILE')]) {
      sh(script: begin + ' --token-file="$SEAWORTHY_TOKEN_FILE" -- ' + paths, label: 'Seaworthy')
    }
  } else {
    sh(script: "${begin} -- ${paths}", label: 'Seaworthy')
  }
}

/** A word of a shell: branch names come from whoever opens the request. */
private String quoted(String word) {
  return "'" + word.replace("'", "'\\''") + "'"
}
