// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.trouble.Troubles;

/** The machine: room on its disks, its clock, its Java, and how it writes names of files. */
public final class MachineCheck implements Check {
  private static final long FULL = 10_000_000;
  private static final long TIGHT = 200_000_000;
  private static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofHours(1);

  @Override
  public List<Diagnosis> of(Subject subject) {
    List<Diagnosis> found = new ArrayList<>(ofEvery(subject.machine(), now(subject)));
    space(subject, found);
    future(subject).ifPresent(found::add);
    return found;
  }

  private static Instant now(Subject subject) {
    return subject.surroundings().clock().instant();
  }

  /** What can be said without a configuration. */
  public static List<Diagnosis> ofEvery(Machine machine, Instant now) {
    return List.of(clock(now), java(machine), names(machine));
  }

  private static Diagnosis clock(Instant now) {
    return now.isBefore(EARLIEST) || now.isAfter(LATEST)
        ? Diagnosis.error(
            "clock",
            ExitCode.UNEXPECTED,
            "The clock says " + now + ", which cannot be",
            "Runs, backups and the limit on deletions of a day go by it.",
            "Set the clock:  timedatectl set-ntp true")
        : Diagnosis.ok("clock", "The clock says " + now);
  }

  private static Diagnosis java(Machine machine) {
    return machine.javaVersion() < 17
        ? Diagnosis.error(
            "java",
            ExitCode.UNEXPECTED,
            "This is Java " + machine.javaWords(),
            "Oneway is made for Java 17 and later.",
            "Install a later one, and name it:  export JAVA_HOME=DIRECTORY")
        : Diagnosis.ok("java", "Java " + machine.javaWords());
  }

  private static Diagnosis names(Machine machine) {
    String encoding = machine.fileNameEncoding().toUpperCase(Locale.ROOT).replace("-", "");
    return encoding.equals("UTF8")
        ? Diagnosis.ok("names", "Names of files are UTF-8")
        : Diagnosis.warning(
            "names",
            "Names of files are " + machine.fileNameEncoding() + ", not UTF-8",
            "Files whose names have umlauts or other letters beyond a-z cannot be reached.",
            "Call oneway in a UTF-8 locale:  export LC_ALL=C.UTF-8");
  }

  private static void space(Subject subject, List<Diagnosis> found) {
    Map<String, Path> places = new LinkedHashMap<>();
    places.put("The state and its scratch", subject.state());
    for (StoreConfig target : subject.targets()) {
      target
          .path(subject.configuration().directory())
          .ifPresent(path -> places.put("Target \"" + target.name() + "\"", path));
    }
    places.forEach((name, path) -> found.add(space(subject, name, path)));
  }

  private static Diagnosis space(Subject subject, String name, Path path) {
    Path there = Subject.nearest(path);
    try {
      long usable = subject.machine().space().usable(there);
      String what = name + " has room for " + Words.bytes(usable) + " at " + subject.shown(there);
      String remedy = "Free space there:  df -h " + there;
      if (usable < FULL) {
        return Diagnosis.error(
            "disk", ExitCode.DISK_FULL, what, "A run would stop half-way.", remedy);
      }
      return usable < TIGHT
          ? Diagnosis.warning("disk", what, "A first sync may need more.", remedy)
          : Diagnosis.ok("disk", what);
    } catch (IOException e) {
      return Diagnosis.warning(
          "disk",
          "The room at " + subject.shown(there) + " is not known",
          Troubles.fileWords(e) + ".",
          "Look:  df -h " + there);
    }
  }

  /** Files that were changed later than now: the clock was wrong then, or is now. */
  private static Optional<Diagnosis> future(Subject subject) {
    List<Path> looked = new ArrayList<>(List.of(subject.state(), subject.configuration().file()));
    subject
        .stores()
        .forEach(store -> store.path(subject.configuration().directory()).ifPresent(looked::add));
    Instant limit = now(subject).plus(AHEAD);
    return looked.stream()
        .filter(path -> isAfter(path, limit))
        .findFirst()
        .map(
            path ->
                Diagnosis.warning(
                    "clock",
                    subject.shown(path) + " was changed after now, which is " + now(subject),
                    "The clock is wrong, or was. What changed in between may be read again.",
                    "Set the clock, or the file's time:  "
                        + Invocation.words("touch", path.toString())));
  }

  private static boolean isAfter(Path path, Instant limit) {
    try {
      return Files.exists(path) && Files.getLastModifiedTime(path).toInstant().isAfter(limit);
    } catch (IOException e) {
      // Whether it can be read at all is told elsewhere.
      return false;
    }
  }
}
