// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Single items of a file of many, each as a file of its own. */
final class Originals {
  private Originals() {}

  static Map<String, byte[]> named(Path path, Set<String> names, FileSettings settings)
      throws IOException {
    Map<String, byte[]> found = new HashMap<>();
    try (ItemFile file = ItemFile.open(path, "", settings.now(), false, settings)) {
      settings.traffic().read();
      for (Optional<ItemFile.Named> next = file.next(); next.isPresent(); next = file.next()) {
        Optional<String> name = next.get().name().filter(names::contains);
        if (name.isPresent() && file.pieces().objection().isEmpty()) {
          byte[] read = file.pieces().alone(next.get().piece());
          settings.traffic().bytesRead(read.length);
          found.put(name.get(), read);
        }
      }
    }
    return found;
  }
}
