// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.DurableFiles;

/**
 * Writes a file anew, once for all that becomes of its messages; every byte that is not concerned
 * stays as it is. The old file is there until the new one is whole.
 */
final class Rewriter {
  private final DurableFiles durable;
  private final Index before;
  private final FileChannel file;
  private final Map<Reference, Edit> edits;
  private final List<Arrival> arrivals;
  private final List<Span> arrived = new ArrayList<>();

  /**
   * @param before where its messages lie
   * @param file that file
   */
  Rewriter(
      DurableFiles durable,
      Index before,
      FileChannel file,
      Map<Reference, Edit> edits,
      List<Arrival> arrivals) {
    this.durable = durable;
    this.before = before;
    this.file = file;
    this.edits = edits;
    this.arrivals = arrivals;
  }

  /** Where messages lie by now, and what the new ones are named. */
  record Written(Index after, Map<Arrival, Reference> names) {}

  /** Empty where another program has written to the file, which is then left as it is. */
  Optional<Written> rewrite() throws IOException {
    Path path = before.file();
    Path made = durable.prepare(path, this::writeTo);
    try {
      if (!before.isCurrent()) {
        return Optional.empty();
      }
      keepRights(path, made);
      durable.rename(made, path);
      durable.sync(path.toAbsolutePath().resolveSibling(".").normalize());
      return Optional.of(written());
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static void keepRights(Path from, Path to) throws IOException {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(from);
      Files.setPosixFilePermissions(to, rights);
    } catch (UnsupportedOperationException e) {
      // A file system without rights.
      return;
    }
  }

  private void writeTo(OutputStream target) throws IOException {
    Tail out = new Tail(target);
    arrived.clear();
    List<Edit> inOrder = new ArrayList<>();
    before.each(
        (reference, entry) -> Optional.ofNullable(edits.get(reference)).ifPresent(inOrder::add));
    long at = 0;
    for (Edit edit : inOrder) {
      new Part(file, at, edit.span().head()).transferTo(out);
      if (edit.lead().isPresent()) {
        out.write(edit.lead().get());
      }
      at = edit.span().head() + edit.replaced();
    }
    new Part(file, at, file.size()).transferTo(out);
    for (Arrival arrival : arrivals) {
      out.endMessage();
      arrived.add(arrival.writeTo(out, out.count));
    }
  }

  private Written written() throws IOException {
    Index after = new Index(before.folder(), before.file());
    after.isOf(before.form());
    long[] shift = {0};
    before.each(
        (reference, entry) -> {
          Optional<Edit> edit = Optional.ofNullable(edits.get(reference));
          long moved = shift[0];
          long grown =
              edit.map(e -> e.lead().map(lead -> lead.length).orElse(0) - e.replaced()).orElse(0L);
          shift[0] += grown;
          if (edit.isEmpty() || edit.get().lead().isPresent()) {
            Version version = edit.map(Edit::version).orElse(entry.version());
            after.add(entry.uid(), shifted(entry.span(), edit, moved, grown), version);
          }
        });
    Map<Arrival, Reference> names = new HashMap<>();
    for (int i = 0; i < arrivals.size(); i++) {
      Arrival arrival = arrivals.get(i);
      Version version = MessageReader.version(arrival.held());
      names.put(arrival, after.add(arrival.uid(), arrived.get(i), version));
    }
    return new Written(after, names);
  }

  private static Span shifted(Span span, Optional<Edit> edit, long moved, long grown) {
    long start = edit.map(e -> e.span().start()).orElse(span.start());
    return new Span(
        span.head() + moved,
        start + moved,
        span.end() + moved + grown,
        edit.map(e -> e.span().arrived()).orElse(span.arrived()));
  }

  /** Knows how what was written ends. */
  private static final class Tail extends FilterOutputStream {
    private long count;
    private int emptyLines = 1;

    Tail(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
      for (int i = Math.max(offset, offset + length - 4); i < offset + length; i++) {
        emptyLines = bytes[i] == '\n' ? emptyLines + 1 : bytes[i] == '\r' ? emptyLines : 0;
      }
    }

    /** What comes next is to begin behind an empty line. */
    void endMessage() throws IOException {
      while (count > 0 && emptyLines < 2) {
        write('\n');
      }
    }
  }
}
