// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.IOException;
import java.io.InputStream;
import org.oneway.engine.store.StoreException;

/** The bytes of a message, fetched piece by piece while they are read. */
final class MessageBytes extends InputStream {
  private static final int PIECE = 1 << 20;

  private final MessageReader reader;
  private final Place place;
  private byte[] piece = new byte[0];
  private int at;
  private long next;
  private boolean isLast;

  MessageBytes(MessageReader reader, Place place) {
    this.reader = reader;
    this.place = place;
  }

  private boolean fill() throws IOException {
    while (at == piece.length && !isLast) {
      try {
        piece = reader.part(place, next, PIECE);
      } catch (StoreException e) {
        throw new IOException(e.getMessage(), e);
      }
      if (piece.length > PIECE) {
        throw new IOException("the server gives more of the message than was asked for");
      }
      at = 0;
      next += piece.length;
      isLast = piece.length < PIECE;
    }
    return at < piece.length;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, buffer, offset, count);
    at += count;
    return count;
  }
}
