// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.oneway.engine.plan.Plan;

/** Keeps a plan, which holds people's contacts, where only the user can read it. */
public final class PrivatePlan {
  private PrivatePlan() {}

  /** Keeps {@code plan} in a new file. */
  public static void save(Plan plan, Path file) throws IOException {
    Path directory = file.toAbsolutePath().resolveSibling(".oneway-" + file.getFileName() + ".tmp");
    Scratch.remove(directory);
    PrivateFiles.makeDirectory(directory);
    try {
      Path inside = directory.resolve("plan");
      plan.save(inside);
      PrivateFiles.restrict(inside);
      Files.move(inside, file);
    } finally {
      Scratch.remove(directory);
    }
  }
}
