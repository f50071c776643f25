// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.work.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code oneway sync}. */
@Command(
    name = "sync",
    sortOptions = false,
    description = "Brings the targets up to date with their sources.",
    footer = {
      "  oneway sync                         all syncs of the configuration",
      "  oneway sync contacts --dry-run      what it would do",
      "  oneway sync contacts --plan FILE    exactly what plan --save kept"
    })
final class SyncCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Mixin private NamedSyncs named = new NamedSyncs();

  @Option(names = "--dry-run", description = "Only show what would be done, as plan does.")
  private boolean dryRun;

  @Option(names = "--all", description = "With --dry-run: show long lists whole.")
  private boolean all;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before the first run into a store that is not empty.")
  private boolean yes;

  @Option(
      names = "--max-delete",
      paramLabel = "SHARE",
      converter = Share.class,
      description = "Hold a run that would delete more, 20%% without it.")
  private Optional<Double> maxDelete = Optional.empty();

  @Mixin private AllowedDeletions allowed = new AllowedDeletions();

  @Option(
      names = "--create-folders",
      description = "Make target folders that are named but not there.")
  private boolean createFolders;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Carry out exactly this plan, kept by plan --save.")
  private Optional<String> plan = Optional.empty();

  @Override
  public Integer call() {
    Session session = root.session();
    Configuration configuration = session.configuration();
    Jobs jobs = new Jobs(session, configuration);
    List<SyncConfig> syncs = named.of(jobs);
    OneSync.check(plan.isPresent(), "--plan", syncs);
    List<Job> chosen =
        syncs.stream().map(sync -> jobs.job(sync, maxDelete, createFolders)).toList();
    if (dryRun) {
      return new Planning(
              session, configuration, "sync", all, false, Optional.empty(), allowed.tokens())
          .of(chosen);
    }
    return new Running(
            session,
            configuration,
            "sync",
            yes,
            plan.map(session.surroundings()::path),
            allowed.tokens())
        .of(chosen);
  }
}
