// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.oneway.cli.json.JsonText;
import org.oneway.cli.terminal.Visible;

/** Where what was converted goes, one at a time. */
public interface Output {
  /** A JSContact card or a JSCalendar object. */
  void card(ObjectNode json);

  /** A vCard. */
  void card(byte[] text);

  /** A part of the one calendar that all become; the parts of it come one after another. */
  void part(byte[] text);

  /** There are no more. */
  void end();

  /** All as one value, for who asked for an object. */
  final class Kept implements Output {
    private final ArrayNode all = JsonNodeFactory.instance.arrayNode();
    private final StringBuilder calendar = new StringBuilder();

    @Override
    public void card(ObjectNode json) {
      all.add(json);
    }

    @Override
    public void card(byte[] text) {
      all.add(new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public void part(byte[] text) {
      calendar.append(new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public void end() {
      if (!calendar.isEmpty()) {
        all.add(calendar.toString());
      }
    }

    /** What was converted, each as an object or a text; a calendar is one text. */
    public ArrayNode all() {
      return all;
    }
  }

  /** As text: JSON in one array, vCards one after another. */
  final class Printed implements Output {
    private final PrintStream out;
    private final boolean isTerminal;
    private final boolean inArray;
    private boolean any;

    /**
     * Onto a stream.
     *
     * @param isTerminal whether the stream obeys what is in the text
     * @param inArray whether the cards are JSON
     */
    public Printed(PrintStream out, boolean isTerminal, boolean inArray) {
      this.out = out;
      this.isTerminal = isTerminal;
      this.inArray = inArray;
    }

    @Override
    public void card(ObjectNode json) {
      String lines =
          JsonText.sorted(json).lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
      out.print(any ? ",\n" : "[\n");
      out.print(lines);
      any = true;
    }

    @Override
    public void card(byte[] text) {
      if (!isTerminal) {
        out.write(text, 0, text.length);
        return;
      }
      new String(text, StandardCharsets.UTF_8)
          .lines()
          .map(Visible::of)
          .forEach(line -> out.print(line + "\r\n"));
    }

    @Override
    public void part(byte[] text) {
      card(text);
    }

    @Override
    public void end() {
      if (inArray) {
        out.print(any ? "\n]\n" : "[]\n");
      }
      out.flush();
    }
  }
}
