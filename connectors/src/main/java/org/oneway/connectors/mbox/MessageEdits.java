// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.mime.Headers;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Version;

/** Says what becomes of single messages of one file. */
final class MessageEdits {
  private static final int HEADER = 1 << 18;

  private final FileChannel file;

  MessageEdits(FileChannel file) {
    this.file = file;
  }

  private byte[] bytes(long start, long end) throws IOException {
    return new Part(file, start, end).readAllBytes();
  }

  /** The message goes, with the empty line behind it. */
  Edit removal(Index.Entry entry) throws IOException {
    Span span = entry.span();
    byte[] behind = bytes(span.end(), Math.min(span.end() + 2, file.size()));
    boolean isCrlf = behind.length > 1 && behind[0] == '\r' && behind[1] == '\n';
    int line = isCrlf ? 2 : behind.length > 0 && behind[0] == '\n' ? 1 : 0;
    return new Edit(Optional.empty(), span.end() + line - span.head(), span, entry.version());
  }

  /** An edit and what the file then holds. */
  record Flagged(Optional<Edit> edit, Item held) {}

  /** Its flags and time become those of {@code item}; no edit where they are. */
  Flagged flags(Index.Entry entry, FileForm form, Item item) throws IOException {
    Span span = entry.span();
    Head head = head(span);
    byte[] fields =
        head.with(Marks.fields(head.headers(), false, form, MessageItem.keywords(item)));
    byte[] line = bytes(span.head(), span.start());
    Instant arrived = MessageItem.received(item).filter(FromLine::canSay).orElse(span.arrived());
    boolean isSameTime = arrived.getEpochSecond() == span.arrived().getEpochSecond();
    byte[] newLine = isSameTime ? line : line(line, arrived);
    Item held =
        MessageItem.with(
            item, new Bookkeeping(Headers.of(fields)).keywords(), Optional.of(arrived));
    boolean isAsBefore =
        isSameTime && Arrays.equals(fields, bytes(span.start(), span.start() + head.length()));
    return new Flagged(
        isAsBefore
            ? Optional.empty()
            : Optional.of(edit(span, head, newLine, fields, arrived, MessageReader.version(held))),
        held);
  }

  private Head head(Span span) throws IOException {
    return new Head(bytes(span.start(), Math.min(span.end(), span.start() + HEADER)));
  }

  private static byte[] line(byte[] before, Instant arrived) {
    String text = new String(before, StandardCharsets.ISO_8859_1);
    String end = text.endsWith("\r\n") ? "\r\n" : "\n";
    String line = FromLine.of(FromLine.sender(text.trim()), arrived) + end;
    return line.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Edit edit(
      Span span, Head head, byte[] line, byte[] fields, Instant arrived, Version version) {
    byte[] lead = Arrays.copyOf(line, line.length + fields.length);
    System.arraycopy(fields, 0, lead, line.length, fields.length);
    return new Edit(
        Optional.of(lead),
        span.start() - span.head() + head.length(),
        new Span(span.head(), span.head() + line.length, span.end(), arrived),
        version);
  }

  /**
   * Notes of the last message of a file, which another is to follow, that its last line has no end.
   *
   * @param edit what becomes of it besides
   */
  Optional<Edit> withOpenEnd(Index.Entry entry, Optional<Edit> edit) throws IOException {
    Span span = entry.span();
    boolean isCut = edit.filter(e -> e.lead().isEmpty()).isPresent();
    boolean isOpen =
        span.end() == file.size()
            && span.end() > span.start()
            && bytes(span.end() - 1, span.end())[0] != '\n';
    if (isCut || !isOpen) {
      return edit;
    }
    Head head = head(span);
    byte[] line = bytes(span.head(), span.start());
    byte[] lead = edit.flatMap(Edit::lead).orElseGet(() -> new byte[0]);
    long lineLength = edit.map(e -> e.span().start() - e.span().head()).orElse((long) line.length);
    byte[] newLine = lead.length > 0 ? Arrays.copyOf(lead, (int) lineLength) : line;
    byte[] fields =
        lead.length > 0
            ? Arrays.copyOfRange(lead, newLine.length, lead.length)
            : bytes(span.start(), span.start() + head.length());
    Map<String, String> more = new LinkedHashMap<>();
    more.put(OwnFields.OPEN_END, "yes");
    return Optional.of(
        edit(
            span,
            head,
            newLine,
            new Head(fields).with(more),
            edit.map(e -> e.span().arrived()).orElse(span.arrived()),
            edit.map(Edit::version).orElse(entry.version())));
  }
}
