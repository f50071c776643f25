// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Troubles;

/** Where files of stores lie: whether targets can be written to, and none lies in its source. */
final class PathCheck implements Check {
  private static final String PATHS = "paths";

  private final boolean writes;

  /**
   * A check.
   *
   * @param writes whether a file may be made and removed again in each target
   */
  PathCheck(boolean writes) {
    this.writes = writes;
  }

  @Override
  public List<Diagnosis> of(Subject subject) {
    List<Diagnosis> found = new ArrayList<>();
    subject.syncs().forEach(sync -> overlap(subject, sync).ifPresent(found::add));
    twins(subject, found);
    for (StoreConfig target : subject.targets()) {
      place(subject, target).ifPresent(path -> found.add(writable(subject, target, path)));
    }
    return found;
  }

  /** Links followed as far as there is something. */
  private static Optional<Path> place(Subject subject, StoreConfig store) {
    return store
        .path(subject.configuration().directory())
        .map(
            path -> {
              Path there = Subject.nearest(path);
              try {
                return there.toRealPath().resolve(there.relativize(path.toAbsolutePath()));
              } catch (IOException e) {
                return path.toAbsolutePath();
              }
            });
  }

  private static Optional<Diagnosis> overlap(Subject subject, SyncConfig sync) {
    Optional<Path> source = place(subject, sync.from());
    Optional<Path> target = place(subject, sync.to());
    if (source.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    String both =
        subject.shown(target.get())
            + " (store \""
            + sync.to().name()
            + "\", target of "
            + sync.name();
    if (source.get().equals(target.get())) {
      return Optional.of(
          overlapping(subject, both + ") is its source as well", "It would be written to."));
    }
    if (target.get().startsWith(source.get())) {
      return Optional.of(
          overlapping(
              subject,
              both + ") lies in its source, " + subject.shown(source.get()),
              "What is written would be read as new, again and again."));
    }
    if (source.get().startsWith(target.get())) {
      return Optional.of(
          overlapping(
              subject,
              both + ") holds its source, " + subject.shown(source.get()),
              "The source's own files would be taken for the target's."));
    }
    return Optional.empty();
  }

  private static Diagnosis overlapping(Subject subject, String what, String why) {
    return Diagnosis.error(
        PATHS,
        ExitCode.REFUSED,
        what,
        why,
        "Give one of both a place of its own in " + subject.shown(subject.configuration().file()));
  }

  private static void twins(Subject subject, List<Diagnosis> found) {
    Map<Path, String> seen = new HashMap<>();
    for (StoreConfig target : subject.targets()) {
      Optional<Path> path = place(subject, target);
      String other =
          path.map(p -> Optional.ofNullable(seen.put(p, target.name())).orElse("")).orElse("");
      if (!other.isEmpty()) {
        found.add(
            Diagnosis.warning(
                PATHS,
                "The targets \"" + other + "\" and \"" + target.name() + "\" are one place",
                "Syncs into two names do not see what the other one owns.",
                "Declare the store once, and name it in both syncs"));
      }
    }
  }

  private Diagnosis writable(Subject subject, StoreConfig target, Path path) {
    Path there = Subject.nearest(path);
    String name = subject.shown(path) + " (store \"" + target.name() + "\")";
    Path directory =
        Files.isDirectory(there) ? there : Optional.ofNullable(there.getParent()).orElse(there);
    if (!there.equals(path) && !Files.isDirectory(there)) {
      return unwritable(target, name + " cannot be made: " + subject.shown(there) + " is a file");
    }
    if (!Files.isWritable(directory) || (Files.exists(path) && !Files.isWritable(path))) {
      return unwritable(target, name + " cannot be written to");
    }
    if (!writes) {
      return Diagnosis.ok(
          PATHS, name + (Files.exists(path) ? " can be written to" : " will be made"));
    }
    try {
      Files.delete(Files.createTempFile(directory, ".oneway-doctor-", ".tmp"));
      return Diagnosis.ok(PATHS, name + " was written to: a file was made there and removed");
    } catch (IOException e) {
      return unwritable(target, name + " cannot be written to: " + Troubles.fileWords(e));
    }
  }

  private static Diagnosis unwritable(StoreConfig target, String what) {
    return Diagnosis.error(
        PATHS,
        ExitCode.TARGET_FULL,
        what,
        "Nothing can be synced there.",
        "Allow yourself to write there, or correct the path of [store." + target.name() + "]");
  }
}
