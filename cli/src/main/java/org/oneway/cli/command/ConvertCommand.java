// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.oneway.cli.convert.Conversion;
import org.oneway.cli.convert.Form;
import org.oneway.cli.convert.Output;
import org.oneway.cli.convert.Unrecognised;
import org.oneway.cli.json.Answer;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.item.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway convert}. */
@Command(
    name = "convert",
    sortOptions = false,
    description = {
      "Converts contacts between vCard and JSContact, and events, tasks and notes between iCalendar",
      "and JSCalendar, as a sync would, onto standard output.",
      "What a file holds is recognised by its content. What is found is told on standard error."
    },
    footer = {
      "  oneway convert --to jscontact contacts.vcf",
      "  oneway convert --to vcard4 old.vcf > new.vcf",
      "  oneway convert --to jscalendar team.ics"
    })
final class ConvertCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORM",
      converter = FormWord.class,
      description = "jscontact, vcard3, vcard4, jscalendar, jscalendar2 or icalendar.")
  private Form form = Form.JSCONTACT;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "vCards, JSContact cards, iCalendar or JSCalendar.")
  private List<String> files = new ArrayList<>();

  @Override
  public Integer call() {
    Session session = root.session();
    // A result that is cut off by a misspelt name would look whole.
    for (String name : files) {
      with(name, () -> Conversion.check(session.surroundings().path(name), name, form));
    }
    Output.Kept kept = new Output.Kept();
    Output output =
        session.isJson()
            ? kept
            : new Output.Printed(
                session.surroundings().out(), session.surroundings().isTerminal(), form.isJson());
    Conversion conversion = new Conversion(form, output, words -> tell(session, words));
    for (String name : files) {
      with(name, () -> conversion.add(session.surroundings().path(name), name));
    }
    conversion.end();
    ExitCode exit = conversion.broken().isEmpty() ? ExitCode.OK : ExitCode.ATTENTION;
    if (!conversion.broken().isEmpty()) {
      tell(
          session,
          Words.number(conversion.broken().size(), one(), many())
              + " could not be converted, "
              + Words.number(conversion.converted())
              + " were.    [E-ITEM, exit 2]");
    }
    return session.end(
        new Answer("convert")
            .put("converted", conversion.converted())
            .put("skipped", conversion.broken().size())
            .texts("broken", conversion.broken())
            .findings(conversion.findings())
            .put("result", kept.all()),
        exit);
  }

  private String one() {
    return form.takes(Kind.CONTACT) ? "card" : "item";
  }

  private String many() {
    return form.takes(Kind.CONTACT) ? "cards" : "items";
  }

  private static void tell(Session session, String words) {
    if (!session.isJson()) {
      session.screen().note(words);
    }
  }

  @FunctionalInterface
  private interface Step {
    void take() throws IOException;
  }

  private static void with(String name, Step step) {
    try {
      step.take();
    } catch (NoSuchFileException e) {
      throw refused(ExitCode.REFUSED, "There is no file " + name + ".", e);
    } catch (Unrecognised e) {
      throw refused(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw refused(
          ExitCode.UNAVAILABLE, name + " cannot be read: " + Troubles.fileWords(e) + ".", e);
    }
  }

  private static Refusal refused(ExitCode exit, String what, IOException cause) {
    return new Refusal(
        Trouble.of(exit == ExitCode.REFUSED ? "E-INPUT" : "E-UNAVAILABLE", exit, what), cause);
  }
}
