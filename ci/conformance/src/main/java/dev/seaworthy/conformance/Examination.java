package dev.seaworthy.conformance;

import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the questions of a batch to one runtime. */
final class Examination {
  private final String name;
  private final RegoRuntime runtime;

  Examination(String name, RegoRuntime runtime) {
    this.name = name;
    this.runtime = runtime;
  }

  List<Result> of(Batch batch) throws IOException {
    List<Question> questions = Runtimes.questions(name, batch);
    if (questions.isEmpty()) {
      return List.of();
    }
    List<Result> results = new ArrayList<>(questions.size());
    Program program;
    try {
      program = runtime.load(batch.module());
    } catch (RegoException | NotCanonicalException e) {
      for (Question question : questions) {
        results.add(mark(question, Result.Mark.REFUSED, Refusals.reason(question, e), ""));
      }
      return results;
    }
    ask(program, questions.stream().filter(q -> q.input() == null).toList(), results);
    ask(program, questions.stream().filter(q -> q.input() != null).toList(), results);
    return results;
  }

  /** Asks all in one session: what one evaluation leaves behind would spoil the next. */
  private void ask(Program program, List<Question> questions, List<Result> results) {
    if (questions.isEmpty()) {
      return;
    }
    try (Session session = program.open()) {
      for (Question question : questions) {
        results.add(ask(session, question));
      }
    }
  }

  private Result ask(Session session, Question question) {
    try {
      if (question.input() != null) {
        session.input(Input.of(question.input()));
      }
      Value answer = session.evaluate(question.entrypoint());
      return judge(question, answer == null ? null : question.bindings(answer));
    } catch (RegoException e) {
      String code = Refusals.code(e);
      return code.equals(question.wantCode())
          ? mark(question, Result.Mark.PASSED, "", "")
          : wrong(question, "error " + code, e.getMessage());
    } catch (NotCanonicalException e) {
      return mark(question, Result.Mark.REFUSED, "input: " + e.getMessage(), "");
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever escapes is a defect of the runtime, and the other questions still count.
      return wrong(question, "breaks with " + e, place(e));
    }
  }

  private static String place(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }

  private Result judge(Question question, @Nullable SetValue bindings) {
    return bindings != null && bindings.equals(question.want())
        ? mark(question, Result.Mark.PASSED, "", "")
        : wrong(question, String.valueOf(bindings), "");
  }

  private Result wrong(Question question, String answer, String more) {
    String wanted =
        question.want() == null ? "error " + question.wantCode() : question.want().toString();
    String detail = "want " + wanted + (more.isEmpty() ? "" : "; " + more);
    return mark(question, Result.Mark.WRONG, detail, answer);
  }

  private Result mark(Question question, Result.Mark mark, String detail, String answer) {
    return new Result(name, question.name(), question.family(), mark, detail, answer);
  }
}
