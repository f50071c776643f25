// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.secret.SecretFile;
import org.oneway.cli.secret.SecretPlace;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.trouble.Trouble;

/** The configuration: what it names, what nobody uses, who may read and write it. */
public final class ConfigurationCheck implements Check {
  private static final String CONFIG = "configuration";
  private static final String SECRETS = "secrets";

  /** A configuration that was refused: every error, and what to do. */
  public static Diagnosis refused(Trouble trouble) {
    List<String> lines = new ArrayList<>(trouble.more());
    String remedy = lines.isEmpty() ? "" : lines.remove(lines.size() - 1);
    return Diagnosis.error(
        CONFIG, trouble.exit(), trouble.what(), String.join("\n", lines), remedy);
  }

  @Override
  public List<Diagnosis> of(Subject subject) {
    List<Diagnosis> found = new ArrayList<>();
    Configuration configuration = subject.configuration();
    found.add(
        Diagnosis.ok(
            CONFIG,
            subject.shown(configuration.file())
                + " is right: "
                + Words.number(configuration.stores().size(), "store", "stores")
                + ", "
                + Words.number(configuration.syncs().size(), "sync", "syncs")));
    if (configuration.syncs().isEmpty()) {
      found.add(
          Diagnosis.warning(
              CONFIG,
              "There is no sync",
              "plan and sync have nothing to do.",
              "Add a table [sync.NAME] with from and to to "
                  + subject.shown(configuration.file())));
    }
    unused(configuration)
        .forEach(
            store ->
                found.add(
                    Diagnosis.warning(
                        CONFIG,
                        "Store \"" + store + "\" is named by no sync",
                        "Only export and import use it.",
                        "Name it in a sync, or remove [store." + store + "]")));
    rights(subject).ifPresent(found::add);
    subject.stores().forEach(store -> found.addAll(secrets(subject, store)));
    return found;
  }

  private static List<String> unused(Configuration configuration) {
    Set<String> used = new HashSet<>();
    for (SyncConfig sync : configuration.syncs()) {
      used.add(sync.from().name());
      used.add(sync.to().name());
    }
    return configuration.storeNames().stream().filter(name -> !used.contains(name)).toList();
  }

  /** Who may change the configuration says which programs are called as its user. */
  private static Optional<Diagnosis> rights(Subject subject) {
    Path file = subject.configuration().file();
    boolean hasSecrets =
        subject.configuration().stores().stream().anyMatch(store -> !store.secrets().isEmpty());
    try {
      if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        return Optional.empty();
      }
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (rights.contains(PosixFilePermission.GROUP_WRITE)
          || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
        return Optional.of(
            Diagnosis.warning(
                CONFIG,
                "Other users may write to " + subject.shown(file),
                "They could send your data elsewhere, or have programs called as you.",
                "Make it yours alone:  " + Invocation.words("chmod", "600", file.toString())));
      }
      if (hasSecrets && rights.contains(PosixFilePermission.OTHERS_READ)) {
        return Optional.of(
            Diagnosis.warning(
                CONFIG,
                "Other users may read " + subject.shown(file),
                "It holds no secret, but says where yours are.",
                "Make it yours alone:  " + Invocation.words("chmod", "600", file.toString())));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static List<Diagnosis> secrets(Subject subject, StoreConfig store) {
    List<Diagnosis> found = new ArrayList<>();
    store
        .secrets()
        .forEach(
            (key, place) -> {
              String name = "The " + key + " of store \"" + store.name() + "\"";
              found.add(
                  place.match(
                      command -> ok(name, place),
                      variable -> variable(subject, name, variable),
                      file -> file(subject, name, file),
                      prompt -> ok(name, place)));
            });
    return found;
  }

  private static Diagnosis ok(String name, SecretPlace place) {
    return Diagnosis.ok(SECRETS, name + " comes from " + place.words());
  }

  private static Diagnosis variable(Subject subject, String name, SecretPlace.Variable variable) {
    return subject.surroundings().environment().getOrDefault(variable.name(), "").isEmpty()
        ? Diagnosis.error(
            SECRETS,
            ExitCode.REFUSED,
            name + " comes from " + variable.words() + ", which is not set",
            "The store cannot be opened.",
            "Set it where oneway is called:  export " + variable.name() + "=…")
        : ok(name, variable);
  }

  private static Diagnosis file(Subject subject, String name, SecretPlace.InFile file) {
    return SecretFile.trouble(file.path())
        .map(
            trouble ->
                Diagnosis.error(
                    SECRETS,
                    ExitCode.REFUSED,
                    name + " comes from " + subject.shown(file.path()) + ", which " + trouble,
                    "The store cannot be opened.",
                    SecretFile.remedy(file.path())))
        .orElseGet(() -> ok(name, file));
  }
}
