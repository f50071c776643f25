// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.work.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code oneway plan}. */
@Command(
    name = "plan",
    sortOptions = false,
    description = "Shows what a sync would do. Changes nothing.",
    footer = {
      "  oneway plan                          all syncs of the configuration",
      "  oneway plan contacts --exit-code     9 if anything would change",
      "  oneway plan contacts --save FILE     then: oneway sync contacts --plan FILE"
    })
final class PlanCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Mixin private NamedSyncs named = new NamedSyncs();

  @Option(names = "--exit-code", description = "Exit with 9 if there is anything to change.")
  private boolean exitCode;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Keep the plan of one sync; sync --plan carries out exactly it.")
  private Optional<String> save = Optional.empty();

  @Option(names = "--all", description = "Show long lists whole.")
  private boolean all;

  @Option(
      names = "--max-delete",
      paramLabel = "SHARE",
      converter = Share.class,
      description = "Hold a run that would delete more, 20%% without it.")
  private Optional<Double> maxDelete = Optional.empty();

  @Option(
      names = "--create-folders",
      description = "Make target folders that are named but not there.")
  private boolean createFolders;

  @Override
  public Integer call() {
    Session session = root.session();
    Configuration configuration = session.configuration();
    Jobs jobs = new Jobs(session, configuration);
    List<SyncConfig> syncs = named.of(jobs);
    OneSync.check(save.isPresent(), "--save", syncs);
    List<Job> chosen =
        syncs.stream().map(sync -> jobs.job(sync, maxDelete, createFolders)).toList();
    return new Planning(session, configuration, "plan", all, exitCode, save, Set.of()).of(chosen);
  }
}
