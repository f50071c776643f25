// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Pulls the components of calendars from a stream, one at a time and in its order; never holds more
 * than one. A line that is no property costs that line. A component has a defect only where nothing
 * can be said about where it ends, or where it passes a limit.
 */
public final class ComponentReader implements AutoCloseable {
  private static final String CALENDAR = "VCALENDAR";
  private static final String ZONE = "VTIMEZONE";
  private static final int LONGEST_MARK = 200;

  private final InputStream in;
  private final LineReader reader;
  private final String name;
  private final boolean transcoded;
  private boolean hashed = true;
  private Outline outline = Outline.WHOLE;
  private boolean anyCalendar;
  private boolean isOpen;
  private boolean isOld;
  private boolean held;
  private List<ContentLine> frameLines = new ArrayList<>();
  private int calendars;
  private long end = -1;

  /**
   * @param in is read in pieces and closed by {@link #close}
   * @param name what findings call the stream, a file's name
   */
  public ComponentReader(InputStream in, String name) throws IOException {
    this(in, name, Long.MAX_VALUE);
  }

  /** Reads a stream of about {@code size} bytes, with a buffer no larger than that. */
  public ComponentReader(InputStream in, String name, long size) throws IOException {
    ByteOrderMark.Opened opened = ByteOrderMark.open(in);
    this.in = in;
    this.name = name;
    this.reader = new LineReader(opened.utf8(), opened.offset(), size);
    this.transcoded = opened.transcoded();
  }

  /** From now on components have no hash, which costs time; for who does not ask for it. */
  public ComponentReader withoutHashes() {
    hashed = false;
    return this;
  }

  /**
   * From now on components tell, of their own lines, those of these names, and nothing of the
   * components in them; for who only asks what stands where. Time zones are told whole.
   *
   * @param names in upper case
   */
  public ComponentReader outlined(Set<String> names) {
    outline = new Outline(names);
    return this;
  }

  /**
   * Reads a piece of a calendar that was cut out of it: what was before it is taken for read.
   *
   * @param span where it was cut out; lines are counted from there
   */
  public ComponentReader from(RawCard.Span span, Frame frame) {
    isOld = frame.isOld();
    reader.keepsFoldingSpace(isOld);
    reader.startsAtLine(span.line());
    return this;
  }

  /** A stream as it is read here, in UTF-8 without a mark: what places in it count. */
  public static InputStream decoded(InputStream in) throws IOException {
    return ByteOrderMark.open(in).utf8();
  }

  /** Whether the stream was not in UTF-8, so that offsets are not those of its bytes. */
  public boolean isTranscoded() {
    return transcoded;
  }

  /**
   * The number of the VCALENDAR in which the last component stood, from 1; 0 before the first one.
   */
  public int calendar() {
    return calendars;
  }

  /** Whether that VCALENDAR is a vCalendar 1.0, as far as it has said. */
  public boolean isOld() {
    return isOld;
  }

  /** What that VCALENDAR has said so far; all of it once a component of the next one came. */
  public Frame frame() {
    return new Frame(isOld, frameLines);
  }

  /** Where the line begins that ended the last VCALENDAR; negative before there was one. */
  public long end() {
    return end;
  }

  /** Whether there was a VCALENDAR, and the last one was read to its end. */
  public boolean isComplete() {
    return anyCalendar && !isOpen;
  }

  /** The next component of a VCALENDAR; empty at the end. */
  public Optional<RawComponent> next() throws IOException {
    while (held || reader.next()) {
      held = false;
      if (reader.isBlank()) {
        continue;
      }
      Optional<String> begun = mark("BEGIN:");
      if (begun.isEmpty()) {
        readFrameLine();
      } else if (begun.get().equals(CALENDAR)) {
        beginCalendar();
      } else {
        return Optional.of(component(begun.get()));
      }
    }
    return Optional.empty();
  }

  private void beginCalendar() {
    anyCalendar = true;
    isOpen = true;
    isOld = false;
    reader.keepsFoldingSpace(false);
    frameLines = new ArrayList<>();
    calendars++;
  }

  private void endCalendar() {
    isOpen = false;
    end = reader.offset();
  }

  private void readFrameLine() {
    Optional<String> ended = mark("END:");
    if (ended.isPresent()) {
      if (ended.get().equals(CALENDAR)) {
        endCalendar();
      }
      return;
    }
    if (!isOpen) {
      return;
    }
    Optional<ContentLine> line =
        new LineParser(reader.bytes(), reader.length(), reader.number()).parse();
    if (line.isPresent() && line.get().name().equals("VERSION")) {
      isOld = line.get().value().trim().equals("1.0");
      reader.keepsFoldingSpace(isOld);
    } else if (line.isPresent() && frameLines.size() < ComponentBuilder.LINES_LIMIT) {
      frameLines.add(line.get());
    }
  }

  /** Reads from behind BEGIN to the END that belongs to it. */
  private RawComponent component(String begun) throws IOException {
    ComponentBuilder builder =
        new ComponentBuilder(
            begun,
            name,
            reader.offset(),
            reader.number(),
            hashed,
            begun.equals(ZONE) ? Outline.WHOLE : outline);
    builder.takesMark(reader);
    while (reader.next()) {
      if (reader.isBlank()) {
        continue;
      }
      Optional<String> inner = mark("BEGIN:");
      Optional<String> ended = inner.isPresent() ? Optional.empty() : mark("END:");
      if (inner.isPresent()) {
        if (inner.get().equals(CALENDAR) || builder.cannotHold(inner.get())) {
          held = true;
          return builder.build("is missing; the component ends where the next one begins");
        }
        builder.begin(inner.get(), reader);
      } else if (ended.isPresent()) {
        if (ended.get().equals(CALENDAR)) {
          endCalendar();
          return builder.build("is missing; the component ends where the calendar ends");
        }
        if (builder.end(ended.get(), reader)) {
          return builder.build("");
        }
      } else {
        builder.add(reader);
      }
    }
    return builder.broken("is cut off: the file ends before END:" + begun);
  }

  /** What is begun or ended by the line, in upper case; empty where the line is no such mark. */
  private Optional<String> mark(String word) {
    int length = reader.length();
    byte[] bytes = reader.bytes();
    int at = ByteOrderMark.length(bytes, length);
    while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    if (length > LONGEST_MARK || length - at < word.length()) {
      return Optional.empty();
    }
    for (int i = 0; i < word.length(); i++) {
      if (Character.toUpperCase(bytes[at + i]) != word.charAt(i)) {
        return Optional.empty();
      }
    }
    String text = Decoding.ascii(bytes, at + word.length(), length).trim();
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toUpperCase(Locale.ROOT));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
