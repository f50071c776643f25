// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.RawCard;

/** The bytes of single cards as they lie in a file of many. */
final class Originals {
  private Originals() {}

  static Map<String, byte[]> named(Path path, Set<String> names, Settings settings)
      throws IOException {
    Map<String, byte[]> found = new HashMap<>();
    try (CardFile file = CardFile.open(path, "", settings.now(), false, settings.traffic());
        FileChannel bytes = FileChannel.open(path, StandardOpenOption.READ)) {
      settings.traffic().read();
      for (Optional<CardFile.Named> next = file.next(); next.isPresent(); next = file.next()) {
        RawCard card = next.get().card();
        Optional<String> name = next.get().name().filter(names::contains);
        if (name.isPresent() && !file.isTranscoded()) {
          byte[] read = read(bytes, card.span().offset(), card.span().end());
          settings.traffic().bytesRead(read.length);
          found.put(name.get(), read);
        }
      }
    }
    return found;
  }

  private static byte[] read(FileChannel bytes, long from, long to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) (to - from));
    while (buffer.hasRemaining() && bytes.read(buffer, from + buffer.position()) >= 0) {
      // Until all of the card is there.
    }
    return buffer.array();
  }
}
