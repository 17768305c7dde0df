//! Evaluates one workload with regorus, commanded line by line on standard input; see the program
//! for OPA beside this one. First argument: `interpreter` or `vm`; second: the workload's folder.

use std::error::Error;
use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{fs, thread};

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Value};

type Failure = Box<dyn Error + Send + Sync>;

const RULE: &str = "data.bench.findings";

/// One thread's engine, prepared.
enum Prepared {
    Interpreter(Box<Engine>),
    Vm(Box<RegoVM>),
}

impl Prepared {
    fn load(kind: &str, folder: &Path) -> Result<Self, Failure> {
        let mut engine = Engine::new();
        for entry in fs::read_dir(folder.join("policy"))? {
            engine.add_policy_from_file(entry?.path())?;
        }
        let data = Value::from_json_str(&fs::read_to_string(folder.join("data.json"))?)?;
        engine.add_data(data.clone())?;
        if kind == "interpreter" {
            return Ok(Self::Interpreter(Box::new(engine)));
        }
        let policy = engine.compile_with_entrypoint(&RULE.into())?;
        let mut vm = RegoVM::new();
        vm.set_max_instructions(usize::MAX);
        vm.load_program(Compiler::compile_from_policy(&policy, &[RULE])?);
        vm.set_data(data)?;
        Ok(Self::Vm(Box::new(vm)))
    }

    fn evaluate(&mut self, input: Value) -> Result<String, Failure> {
        let value = match self {
            Self::Interpreter(engine) => {
                engine.set_input(input);
                engine.eval_rule(RULE.to_string())?
            }
            Self::Vm(vm) => {
                vm.set_input(input);
                vm.execute()?
            }
        };
        Ok(serde_json::to_string(&value)?)
    }
}

struct Workload {
    kind: String,
    folder: String,
    json: String,
}

impl Workload {
    fn answer(&self, command: &str) -> Result<String, Failure> {
        let words: Vec<&str> = command.split(' ').collect();
        if words[0] == "result" {
            return self.prepare()?.evaluate(Value::from_json_str(&self.json)?);
        }
        let millis = Duration::from_millis(words[3].parse()?);
        self.measure(words[1] == "parsed", words[2].parse()?, millis)
    }

    fn prepare(&self) -> Result<Prepared, Failure> {
        Prepared::load(&self.kind, Path::new(&self.folder))
    }

    fn measure(&self, parsed: bool, threads: usize, span: Duration) -> Result<String, Failure> {
        let start = Arc::new(std::sync::Barrier::new(threads));
        let counts = thread::scope(|scope| {
            let each: Vec<_> = (0..threads)
                .map(|_| scope.spawn(|| self.count(parsed, &start, span)))
                .collect();
            each.into_iter()
                .map(|one| one.join().expect("a thread ends by itself"))
                .collect::<Result<Vec<_>, _>>()
        })?;
        let evaluations: u64 = counts.iter().map(|one| one.0).sum();
        let nanos = counts.iter().map(|one| one.1.as_nanos()).max();
        Ok(format!("{evaluations} {}", nanos.unwrap_or(1)))
    }

    fn count(
        &self,
        parsed: bool,
        start: &std::sync::Barrier,
        span: Duration,
    ) -> Result<(u64, Duration), Failure> {
        let mut prepared = self.prepare()?;
        let known = Value::from_json_str(&self.json)?;
        prepared.evaluate(known.clone())?;
        start.wait();
        let begin = Instant::now();
        for evaluations in 1.. {
            let input = if parsed {
                known.clone()
            } else {
                Value::from_json_str(&self.json)?
            };
            prepared.evaluate(input)?;
            if begin.elapsed() >= span {
                return Ok((evaluations, begin.elapsed()));
            }
        }
        unreachable!("the loop has no end")
    }
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().collect();
    let workload = Workload {
        kind: arguments[1].clone(),
        folder: arguments[2].clone(),
        json: fs::read_to_string(Path::new(&arguments[2]).join("input.json"))?,
    };
    workload.prepare()?;
    println!("ready");
    for line in std::io::stdin().lock().lines() {
        println!("{}", workload.answer(&line?)?);
    }
    Ok(())
}
