// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
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

  /** The message at a place; empty where what is there is no mail. */
  Optional<Item> read(Path file, Span span) throws IOException {
    Headers all;
    try (InputStream raw = raw(file, span)) {
      all = Headers.of(raw.readNBytes(HEADER));
    }
    Bookkeeping bookkeeping = new Bookkeeping(all);
    if (bookkeeping.isNoMail()) {
      return Optional.empty();
    }
    try (InputStream message = open(file, span)) {
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
    return new MessageBytes(raw(file, span), quoting);
  }

  private static InputStream raw(Path file, Span span) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    channel.position(span.start());
    return new BufferedInputStream(
        new Limited(Channels.newInputStream(channel), span.end() - span.start()), BUFFER);
  }

  /** So many bytes of a stream. */
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        return length == 0 ? 0 : -1;
      }
      int count = in.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
