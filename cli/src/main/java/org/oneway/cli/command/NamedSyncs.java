// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.oneway.cli.config.Configuration.SyncConfig;
import picocli.CommandLine.Parameters;

/** The syncs that a command is about. */
final class NamedSyncs {
  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Syncs; all without a name.")
  private List<String> names = new ArrayList<>();

  /** The configured syncs of these names; all where none is named. */
  List<SyncConfig> of(Jobs jobs) {
    return jobs.named(names);
  }
}
