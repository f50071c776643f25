// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.files.Made;
import org.oneway.connectors.shared.files.Piece;
import org.oneway.connectors.shared.files.Pieces;
import org.oneway.connectors.shared.files.Spans;
import org.oneway.connectors.shared.jscalendar.CalendarIndex;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.connectors.shared.vobject.ComponentReader;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.engine.item.Finding;

/**
 * The items of a file of calendars. The file is read once for where everything stands, and then
 * piece by piece: a series and its exceptions need not stand together.
 */
final class CalendarPieces implements Pieces {
  private final CalendarIndex index;
  private final CalendarIndex.Bytes bytes;
  private final FileChannel file;
  private final String title;
  private final Iterator<CalendarIndex.Entry> entries;
  private final Map<Integer, Additions> additions = new HashMap<>();
  private final List<Made> misfits = new ArrayList<>();
  private boolean toldEnd;

  private CalendarPieces(
      CalendarIndex index, CalendarIndex.Bytes bytes, FileChannel file, String title) {
    this.index = index;
    this.bytes = bytes;
    this.file = file;
    this.title = title;
    this.entries = index.entries().iterator();
  }

  static CalendarPieces of(InputStream in, FileChannel file, String title) throws IOException {
    CalendarIndex index = CalendarIndex.of(new Kept(in), title);
    CalendarIndex.Bytes bytes =
        index.isTranscoded() ? decoded(file) : span -> Spans.read(file, span);
    return new CalendarPieces(index, bytes, file, title);
  }

  private static CalendarIndex.Bytes decoded(FileChannel file) throws IOException {
    file.position(0);
    InputStream all = ComponentReader.decoded(Channels.newInputStream(file));
    return CalendarIndex.in(all.readAllBytes());
  }

  /** Stays open when the index has what it wants: the pieces are read from the same file. */
  private static final class Kept extends FilterInputStream {
    Kept(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }

  @Override
  public Optional<Piece> next() throws IOException {
    if (entries.hasNext()) {
      return Optional.of(piece(entries.next()));
    }
    if (toldEnd) {
      return Optional.empty();
    }
    toldEnd = true;
    return damage().map(piece -> piece);
  }

  private Piece piece(CalendarIndex.Entry entry) {
    String hash =
        entry.uid().isPresent() ? "" : Lines.contentHash(Lines.components(entry, index, bytes));
    return new CalendarPiece(entry, index, hash);
  }

  /** What is wrong with the file as a whole. */
  private Optional<Fragment> damage() throws IOException {
    if (index.isComplete()) {
      return Optional.empty();
    }
    long end = file.size();
    if (isCutOff() && endsBroken()) {
      return Optional.empty();
    }
    if (isCutOff()) {
      Finding cut = Finding.broken(title, "is cut off: the file ends before END:VCALENDAR");
      return Optional.of(new Fragment(cut, end, end, false));
    }
    if (index.entries().isEmpty() && isBlank()) {
      return Optional.empty();
    }
    Finding other = Finding.broken(title, "is not a calendar: it has no BEGIN:VCALENDAR");
    return Optional.of(new Fragment(other, 0, end, true));
  }

  private boolean endsBroken() {
    List<CalendarIndex.Entry> all = index.entries();
    return !all.isEmpty() && all.get(all.size() - 1).defect().isPresent();
  }

  private boolean isBlank() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 12);
    for (long at = 0; file.read(buffer.clear(), at) > 0; at += buffer.position()) {
      for (int i = 0; i < buffer.position(); i++) {
        if (buffer.get(i) != 0 && !Character.isWhitespace(buffer.get(i))) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public Optional<Finding> objection() {
    if (index.isTranscoded()) {
      return objection("the file is in UTF-16, which is only read");
    }
    for (int calendar = 1; calendar <= index.calendars(); calendar++) {
      if (index.frame(calendar).isOld()) {
        return objection("the file is a vCalendar 1.0, which is only read");
      }
    }
    return isCutOff() ? objection("the file is cut off, so it is only read") : Optional.empty();
  }

  private static Optional<Finding> objection(String reason) {
    return Optional.of(Finding.broken("", reason));
  }

  @Override
  public boolean mayBeEmpty() {
    return index.isComplete();
  }

  @Override
  public boolean isCutOff() {
    return !index.isComplete() && index.calendars() > 0;
  }

  @Override
  public List<Finding> findings() {
    return index.findings();
  }

  @Override
  public boolean holdsMore() {
    return !index.findings().isEmpty();
  }

  @Override
  public Meaning convert(Piece piece) throws IOException {
    Calendars.Converted converted = index.convert(((CalendarPiece) piece).entry(), bytes);
    return new Meaning(converted.item(), converted.findings());
  }

  @Override
  public byte[] alone(Piece piece) throws IOException {
    if (!(piece instanceof CalendarPiece item)) {
      return new byte[0];
    }
    int calendar = item.entry().calendar();
    Composing alone = new Composing(index.frame(calendar), false);
    List<RawComponent> components = Lines.components(item.entry(), index, bytes);
    for (RawComponent zone : Lines.zonesOf(components, index.zones(calendar))) {
      alone.add(bytes.read(zone.span()));
    }
    for (var span : item.spans()) {
      alone.add(bytes.read(span));
    }
    return alone.bytes();
  }

  private Additions additions(int calendar) {
    return additions.computeIfAbsent(calendar, number -> new Additions(index.zones(number)));
  }

  @Override
  public byte[] inPlaceOf(Piece piece, Made made) {
    int calendar = piece instanceof CalendarPiece item ? item.entry().calendar() : 0;
    Additions there = additions(calendar);
    if (there.conflictsWith(made)) {
      misfits.add(made);
      return new byte[0];
    }
    return joined(there.of(made));
  }

  private static byte[] joined(List<byte[]> parts) {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** In the last calendar; a calendar of their own have those that it has no place for. */
  @Override
  public List<Insertion> insertions(List<Made> items, long end) {
    List<byte[]> parts = new ArrayList<>();
    int last = index.calendars();
    boolean isOpen = last > 0 && index.frame(last).text("METHOD").isEmpty();
    for (Made item : items) {
      if (isOpen && !additions(last).conflictsWith(item)) {
        parts.addAll(additions(last).of(item));
      } else {
        misfits.add(item);
      }
    }
    List<byte[]> own = new ArrayList<>();
    if (!misfits.isEmpty()) {
      own.addAll(CalendarFormat.files(misfits));
    }
    return List.of(new Insertion(Math.max(index.end(), 0), parts), new Insertion(end, own));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
