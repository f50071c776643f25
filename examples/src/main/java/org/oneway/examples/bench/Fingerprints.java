// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Kind;
import org.oneway.engine.similar.Similarity;

/**
 * The fingerprints of numbered contacts as first exported, in a file: a state has them at hand, so
 * that a measurement need not pay for computing them again.
 */
final class Fingerprints {
  private static final Similarity RULES = Similarity.of(Kind.CONTACT);
  private static final int BYTES = 16;

  private final ByteBuffer hashes;

  private Fingerprints(ByteBuffer hashes) {
    this.hashes = hashes;
  }

  /** Computes those of all contacts below {@code count}. */
  static Fingerprints compute(int count, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer hashes = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) BYTES * count);
      for (int number = 0; number < count; number++) {
        Fingerprint fingerprint = RULES.fingerprint(Numbered.item(number, false).json());
        hashes.put(BYTES * number, HexFormat.of().parseHex(fingerprint.hash()));
      }
      return new Fingerprints(hashes);
    }
  }

  Fingerprint of(int number) {
    byte[] hash = new byte[BYTES];
    hashes.get(BYTES * number, hash);
    return new Fingerprint(RULES.rules(), HexFormat.of().formatHex(hash));
  }
}
