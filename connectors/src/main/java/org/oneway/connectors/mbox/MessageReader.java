// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.oneway.connectors.shared.mime.Headers;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Traffic;

/** Reads single messages of a file. */
final class MessageReader {
  private static final int BUFFER = 1 << 14;
  private static final int HEADER = 1 << 18;

  private final Quoting quoting;
  private final Traffic traffic;

  MessageReader(Quoting quoting, Traffic traffic) {
    this.quoting = quoting;
    this.traffic = traffic;
  }

  /**
   * The message at a place; empty where what is there is no mail.
   *
   * @param forms is told how the file keeps it
   */
  Optional<Item> read(FileChannel file, Span span, Consumer<FileForm> forms) throws IOException {
    Headers all = Headers.of(new Part(file, span.start(), span.end()).readNBytes(HEADER));
    Bookkeeping bookkeeping = new Bookkeeping(all);
    if (bookkeeping.isNoMail()) {
      return Optional.empty();
    }
    forms.accept(FileForm.of(all));
    InputStream raw = new Part(file, span.start(), span.end());
    try (InputStream message = new MessageBytes(new BufferedInputStream(raw, BUFFER), quoting)) {
      Scan scan = Scan.of(message);
      traffic.bytesRead(scan.bytes());
      traffic.item();
      Set<String> keywords = bookkeeping.keywords();
      return Optional.of(MessageItem.of(scan, keywords, Optional.of(span.arrived())));
    }
  }

  /** The version of an item: all that can change of one that is named by what it is. */
  static Version version(Item item) {
    return new Version(
        "flags "
            + String.join(" ", MessageItem.keywords(item))
            + MessageItem.received(item).map(time -> " " + time).orElse(""));
  }

  /** The bytes of the message at a place, without the file's bookkeeping. */
  InputStream open(Path file, Span span) throws IOException {
    FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
    InputStream raw = new Closing(new Part(opened, span.start(), span.end()), opened);
    return new MessageBytes(new BufferedInputStream(raw, BUFFER), quoting);
  }

  /** Closes the file behind it. */
  private static final class Closing extends FilterInputStream {
    private final FileChannel file;

    Closing(InputStream in, FileChannel file) {
      super(in);
      this.file = file;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
