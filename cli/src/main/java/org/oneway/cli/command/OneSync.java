// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.List;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;

/** A kept plan is that of one sync. */
final class OneSync {
  private OneSync() {}

  static void check(boolean keeps, String option, List<SyncConfig> syncs) {
    if (keeps && syncs.size() != 1) {
      throw new Refusal(
          Trouble.of(
              "E-USAGE",
              ExitCode.USAGE,
              option + " takes one sync, and " + syncs.size() + " are meant.",
              "Name one of: " + String.join(", ", syncs.stream().map(SyncConfig::name).toList())));
    }
  }
}
