// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.oneway.cli.archive.Repacking;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.DurableFiles;

/** The volumes of one archive, beside each other under the names that they were given. */
final class VolumeSet {
  private static final Pattern FIRST =
      Pattern.compile("(?<name>.*)-001(?<ending>\\.pdpa|\\.zip|\\.tar\\.gz|\\.tgz)");

  private final List<Path> volumes;

  private VolumeSet(List<Path> volumes) {
    this.volumes = List.copyOf(volumes);
  }

  /**
   * What the first of several volumes leads to, or a directory in which there is one first volume;
   * empty for anything else, also for a volume that is there alone.
   */
  static Optional<VolumeSet> of(Path given) throws IOException {
    if (Files.isDirectory(given) && ArchiveReader.holdsArchive(given)) {
      return Optional.empty();
    }
    List<Path> firsts = Files.isDirectory(given) ? in(given, FIRST) : List.of(given);
    if (firsts.size() != 1) {
      return Optional.empty();
    }
    Matcher first = FIRST.matcher(String.valueOf(firsts.get(0).getFileName()));
    if (!first.matches() || !isFirst(firsts.get(0))) {
      return Optional.empty();
    }
    Pattern all =
        Pattern.compile(
            Pattern.quote(first.group("name")) + "-\\d{3,}" + Pattern.quote(first.group("ending")));
    List<Path> volumes = in(firsts.get(0).toAbsolutePath().resolveSibling(""), all);
    return volumes.size() < 2 ? Optional.empty() : Optional.of(new VolumeSet(volumes));
  }

  private static boolean isFirst(Path file) {
    try {
      return Files.isRegularFile(file) && ArchiveReader.metadataOf(file).volume().orElse(0) == 1;
    } catch (IOException e) {
      // What is wrong with it is told when it is imported.
      return false;
    }
  }

  private static List<Path> in(Path directory, Pattern name) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
          .sorted()
          .toList();
    }
  }

  /**
   * Makes one archive of them.
   *
   * @throws Refusal if one is missing or damaged
   */
  void into(Path archive, String generator, Instant now) throws IOException {
    try {
      Repacking whole = Repacking.of(volumes, "", generator, now);
      try (ArchiveWriter writer =
          ArchiveWriter.create(archive, whole.metadata(), new DurableFiles())) {
        whole.into(writer);
      }
    } catch (Repacking.Unfit e) {
      throw refused("The volumes cannot be imported: " + e.getMessage() + ".", e);
    } catch (ArchiveDamaged e) {
      throw refused("The archive cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static Refusal refused(String what, Exception cause) {
    return new Refusal(
        Trouble.of(
            "E-INPUT",
            ExitCode.REFUSED,
            what,
            "Nothing was changed. Bring back what is missing or damaged; what the others hold can be"
                + " imported one by one, the first under another name."),
        cause);
  }
}
