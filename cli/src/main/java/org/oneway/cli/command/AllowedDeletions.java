// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** The option of every command that may be held because it would delete much. */
final class AllowedDeletions {
  @Option(
      names = "--allow-mass-delete",
      paramLabel = "ID",
      split = ",",
      description = "Allow exactly the deletions that were shown with this ID.")
  private Set<String> tokens = new HashSet<>();

  Set<String> tokens() {
    return Set.copyOf(tokens);
  }
}
