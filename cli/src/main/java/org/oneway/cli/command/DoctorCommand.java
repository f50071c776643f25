// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.doctor.ConfigurationCheck;
import org.oneway.cli.doctor.Diagnosis;
import org.oneway.cli.doctor.Doctor;
import org.oneway.cli.doctor.Machine;
import org.oneway.cli.doctor.MachineCheck;
import org.oneway.cli.doctor.Subject;
import org.oneway.cli.json.Answer;
import org.oneway.cli.screen.DoctorScreen;
import org.oneway.cli.trouble.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway doctor}. */
@Command(
    name = "doctor",
    sortOptions = false,
    description = {
      "Looks at configuration, paths, stores, secrets, state, disk, clock and Java,"
          + " and says what to do about what is wrong.",
      "Changes nothing."
    },
    footer = {
      "  oneway doctor                        the whole set-up",
      "  oneway doctor --config oneway.toml   by this configuration",
      "  oneway doctor --json                 for programs"
    })
final class DoctorCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A sync or a store; without it, all.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--write-test", description = "Make a file in each target and remove it again.")
  private boolean writeTest;

  @Override
  public Integer call() {
    Session session = root.session();
    List<Diagnosis> found = found(session, Machine.real());
    if (!session.isJson()) {
      new DoctorScreen(session.screen(), session.isQuiet()).show(found);
    }
    ArrayNode told = JsonNodeFactory.instance.arrayNode();
    for (Diagnosis diagnosis : found) {
      told.addObject()
          .put("level", diagnosis.level().name().toLowerCase(Locale.ROOT))
          .put("check", diagnosis.check())
          .put("what", diagnosis.what())
          .put("why", diagnosis.why())
          .put("remedy", diagnosis.remedy())
          .put("exit", diagnosis.exit().number());
    }
    return session.end(new Answer("doctor").put("findings", told), Diagnosis.exitOf(found));
  }

  private List<Diagnosis> found(Session session, Machine machine) {
    Configuration configuration;
    try {
      configuration = session.configuration();
    } catch (Refusal e) {
      List<Diagnosis> found = new ArrayList<>(List.of(ConfigurationCheck.refused(e.trouble())));
      found.addAll(MachineCheck.ofEvery(machine, session.surroundings().clock().instant()));
      return found;
    }
    Jobs jobs = new Jobs(session, configuration);
    Doctor doctor =
        new Doctor(
            (store, isTarget) -> isTarget ? jobs.target(store) : jobs.source(store),
            session.parts().states()::openReadOnly,
            writeTest);
    return doctor.examine(subject(session, configuration, jobs, machine));
  }

  private Subject subject(
      Session session, Configuration configuration, Jobs jobs, Machine machine) {
    List<SyncConfig> syncs = configuration.syncs();
    Set<StoreConfig> stores = new LinkedHashSet<>(configuration.stores());
    if (name.isPresent() && configuration.sync(name.get()).isPresent()) {
      syncs = jobs.named(List.of(name.get()));
      stores.retainAll(List.of(syncs.get(0).from(), syncs.get(0).to()));
    } else if (name.isPresent()) {
      StoreConfig only = jobs.store(name.get());
      stores.retainAll(Set.of(only));
      syncs = syncs.stream().filter(s -> s.from().equals(only) || s.to().equals(only)).toList();
    }
    return new Subject(
        configuration,
        syncs,
        List.copyOf(stores),
        session.surroundings(),
        session.invocation(),
        machine);
  }
}
