// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.angus.mail.iap.Literal;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.item.Content;

/**
 * The bytes of a message on their way to a server, which wants to know beforehand how many they
 * are. Each line ends with CRLF, as the protocol wants it. Large ones wait in a file that only its
 * owner can read.
 */
final class Outgoing implements Literal, AutoCloseable {
  private static final int LARGEST_IN_MEMORY = 1 << 20;
  private static final byte[] RETURN = {'\r'};

  private final Sink sink;
  private final Scan scan;
  private final boolean hasNul;
  private final boolean hasBytesInHeader;
  private final boolean isHeaderInUtf8;

  private Outgoing(Sink sink, Scan scan, Normal normal) {
    this.sink = sink;
    this.scan = scan;
    this.hasNul = normal.hasNul;
    this.hasBytesInHeader = normal.hasBytesInHeader;
    this.isHeaderInUtf8 = normal.hasBytesInHeader && normal.isUtf8;
  }

  /** Reads a message to its end. */
  static Outgoing of(InputStream in) throws IOException {
    Sink sink = new Sink();
    try {
      Normal normal = new Normal(in, sink);
      Scan scan = Scan.of(normal);
      sink.finish();
      return new Outgoing(sink, scan, normal);
    } catch (IOException e) {
      sink.close();
      throw e;
    }
  }

  /** The same; empty where its bytes are not to be had any more. */
  static Optional<Outgoing> of(Content content) throws IOException {
    InputStream opened;
    try {
      opened = content.open();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (opened) {
      return Optional.of(of(opened));
    }
  }

  Scan scan() {
    return scan;
  }

  /** Whether there is a byte in it that the protocol cannot carry (RFC 9051 section 4.3). */
  boolean hasNul() {
    return hasNul;
  }

  /** Whether its header has bytes that are not ASCII, which some servers do not keep. */
  boolean hasBytesInHeader() {
    return hasBytesInHeader;
  }

  /** Whether these bytes look like UTF-8. */
  boolean isHeaderInUtf8() {
    return isHeaderInUtf8;
  }

  /** Whether it is longer than can be said to a server. */
  boolean isTooLong() {
    return scan.size() > Integer.MAX_VALUE;
  }

  /** How much of it is held in memory. */
  int weight() {
    return sink.memory.size();
  }

  @Override
  public int size() {
    return (int) scan.size();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    sink.writeTo(out);
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }

  /** Memory first, then a file. */
  private static final class Sink extends OutputStream {
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Optional<Path> file = Optional.empty();
    private Optional<OutputStream> rest = Optional.empty();

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (rest.isEmpty() && memory.size() + length <= LARGEST_IN_MEMORY) {
        memory.write(bytes, from, length);
        return;
      }
      if (rest.isEmpty()) {
        Path made = Files.createTempFile("oneway-", ".eml");
        file = Optional.of(made);
        rest = Optional.of(Files.newOutputStream(made));
      }
      rest.get().write(bytes, from, length);
    }

    void finish() throws IOException {
      if (rest.isPresent()) {
        rest.get().close();
      }
    }

    void writeTo(OutputStream out) throws IOException {
      memory.writeTo(out);
      if (file.isPresent()) {
        Files.copy(file.get(), out);
      }
    }

    @Override
    public void close() throws IOException {
      finish();
      if (file.isPresent()) {
        Files.deleteIfExists(file.get());
      }
    }
  }

  /** Puts what is read into a sink, each line with CRLF at its end. */
  private static final class Normal extends FilterInputStream {
    private final OutputStream sink;
    private boolean hasNul;
    private boolean hasBytesInHeader;
    private boolean isUtf8 = true;
    private int following;
    private boolean isInBody;
    private boolean isLineEmpty = true;
    private int last = -1;

    Normal(InputStream in, OutputStream sink) {
      super(in);
      this.sink = sink;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      int told = offset;
      for (int i = offset; i < offset + count; i++) {
        byte b = buffer[i];
        hasNul |= b == 0;
        if (!isInBody) {
          look(b);
        }
        if (b == '\n' && (i == offset ? last : buffer[i - 1]) != '\r') {
          sink.write(buffer, told, i - told);
          sink.write(RETURN);
          told = i;
        }
      }
      if (count > 0) {
        sink.write(buffer, told, offset + count - told);
        last = buffer[offset + count - 1];
      }
      return count;
    }

    /** How many bytes must follow the first of a character (RFC 3629 section 3). */
    private void judge(byte b) {
      boolean isFollowing = (b & 0xC0) == 0x80;
      if (following > 0 || isFollowing) {
        isUtf8 &= following > 0 && isFollowing;
        following = Math.max(0, following - 1);
      } else {
        following = (b & 0xE0) == 0xC0 ? 1 : (b & 0xF0) == 0xE0 ? 2 : (b & 0xF8) == 0xF0 ? 3 : 0;
        isUtf8 &= following > 0;
      }
    }

    private void look(byte b) {
      if (b == '\n') {
        isInBody = isLineEmpty;
        isLineEmpty = true;
      } else if (b != '\r') {
        isLineEmpty = false;
      }
      if (b < 0) {
        hasBytesInHeader = true;
        judge(b);
      } else {
        isUtf8 &= following == 0;
      }
    }
  }
}
