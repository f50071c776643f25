// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Writes content lines folded at 75 bytes, never inside a character, with CRLF. */
public final class LineWriter {
  private static final int WIDTH = 75;

  /** A value that is worth being copied to be written in one piece. */
  private static final int SHORT = 1000;

  /** Parameters that RFC 9555 wants in quotes whatever they hold. */
  private static final Set<String> QUOTED = Set.of("JSPTR", "JSCOMPS");

  private static final byte[] FOLD = {'\r', '\n', ' '};

  private final OutputStream out;
  private final byte[] buffer = new byte[2048];
  private final StringBuilder head = new StringBuilder(100);
  private int used;

  /**
   * @param out should be buffered; is not closed
   */
  public LineWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes a whole card. */
  public void writeCard(CardVersion version, List<ContentLine> lines) throws IOException {
    write(ContentLine.of("BEGIN", List.of(), "VCARD"));
    write(ContentLine.of("VERSION", List.of(), version.text()));
    for (ContentLine line : lines) {
      write(line);
    }
    write(ContentLine.of("END", List.of(), "VCARD"));
    flush();
  }

  /** Writes a component and those in it (RFC 5545 section 3.6). */
  public void writeComponent(RawComponent component) throws IOException {
    begin(component.name());
    for (ContentLine line : component.lines()) {
      write(line);
    }
    for (RawComponent inner : component.components()) {
      writeComponent(inner);
    }
    end(component.name());
  }

  /** Begins a component whose lines and components follow. */
  public void begin(String component) throws IOException {
    write(ContentLine.of("BEGIN", List.of(), component));
  }

  /** Ends it, and leaves nothing unwritten. */
  public void end(String component) throws IOException {
    write(ContentLine.of("END", List.of(), component));
    flush();
  }

  private void put(byte[] bytes, int from, int to) throws IOException {
    if (to - from > buffer.length - used) {
      flush();
    }
    if (to - from > buffer.length) {
      out.write(bytes, from, to - from);
      return;
    }
    System.arraycopy(bytes, from, buffer, used, to - from);
    used += to - from;
  }

  /** Leaves nothing unwritten. */
  public void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }

  /** Writes one line; the last ones may wait until a component ends. */
  public void write(ContentLine line) throws IOException {
    head.setLength(0);
    if (!line.group().isEmpty()) {
      head.append(line.group()).append('.');
    }
    head.append(line.name());
    for (Parameter parameter : line.parameters()) {
      head.append(';').append(parameter.name()).append('=');
      for (int i = 0; i < parameter.values().size(); i++) {
        if (i > 0) {
          head.append(',');
        }
        appendValue(head, parameter.values().get(i), QUOTED.contains(parameter.name()));
      }
    }
    head.append(':');
    String value = Text.keepOnOneLine(line.value());
    if (value.length() <= SHORT) {
      fold(head.append(value).toString().getBytes(StandardCharsets.UTF_8), 0);
    } else {
      int column = fold(head.toString().getBytes(StandardCharsets.UTF_8), 0);
      fold(value.getBytes(StandardCharsets.UTF_8), column);
    }
    put(FOLD, 0, 2);
  }

  /** RFC 6868: what a quoted value cannot have is written with a caret. */
  private static void appendValue(StringBuilder head, String value, boolean always) {
    boolean quoted = always || value.isEmpty();
    int start = head.length();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '^' -> head.append("^^");
        case '"' -> head.append("^'");
        case '\n' -> head.append("^n");
        case ':', ';', ',', ' ', '=', '\t' -> {
          head.append(c);
          quoted = true;
        }
        default -> {
          if (c >= ' ' && c != 0x7f) {
            head.append(c);
          }
        }
      }
    }
    if (quoted) {
      head.insert(start, '"').append('"');
    }
  }

  /** Writes {@code bytes} from this column on and answers the column behind them. */
  private int fold(byte[] bytes, int from) throws IOException {
    int column = from;
    int at = 0;
    while (at < bytes.length) {
      int end = Math.min(at + WIDTH - column, bytes.length);
      while (end > at && end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
        end--;
      }
      put(bytes, at, end);
      column += end - at;
      at = end;
      if (at < bytes.length) {
        put(FOLD, 0, FOLD.length);
        column = 1;
      }
    }
    return column;
  }
}
