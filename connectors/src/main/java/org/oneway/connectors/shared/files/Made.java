// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.util.Optional;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;

/** An item that is ready to be written. */
public final class Made {
  /** What has more bytes than this is not kept a second time as what it means. */
  public static final int LARGE = 16 << 20;

  private final byte[] bytes;
  private final Piece piece;
  private final Optional<Item> held;

  /**
   * What is ready to be written.
   *
   * @param bytes a file with this item only; nobody changes them
   * @param piece those bytes, read back
   * @param held what they mean; empty where that is not known or too large
   */
  public Made(byte[] bytes, Piece piece, Optional<Item> held) {
    this.bytes = bytes;
    this.piece = piece;
    this.held = held;
  }

  /** A file with this item only; nobody changes them. */
  public byte[] bytes() {
    return bytes;
  }

  /** Those bytes, read back. */
  public Piece piece() {
    return piece;
  }

  /** What they mean; empty where the item is so large that a second copy would hurt. */
  public Optional<Item> held() {
    return held;
  }

  /** Why it must not be written as the item with this uid; empty where it may. */
  Optional<Finding> objection(String uid, FileFormat format) {
    if (piece.defect().isPresent()) {
      return piece.defect();
    }
    return piece.uid().filter(uid::equals).isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.broken("", "its uid cannot be written in " + format.words().written()));
  }
}
