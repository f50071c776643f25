// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.oneway.cli.real.halting.HaltingProvider;

/** JVM options that put a {@link HaltingProvider} under the command. */
final class Halting {
  /** The exit code of a halted command. */
  static final int HALTED = HaltingProvider.HALTED;

  private final Path jar;
  private final Path log;
  private final Path classes;

  private Halting(Path jar, Path log, Path classes) {
    this.jar = jar;
    this.log = log;
    this.classes = classes;
  }

  /** Keeps its files in a directory. */
  static Halting in(Path directory) throws IOException {
    Path jar = directory.resolve("halting.jar");
    String folder = HaltingProvider.class.getPackageName().replace('.', '/');
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> found = Files.list(Path.of("target/test-classes", folder))) {
      for (Path path : found.toList()) {
        out.putNextEntry(new JarEntry(folder + "/" + path.getFileName()));
        Files.copy(path, out);
      }
    }
    return new Halting(jar, directory.resolve("steps"), directory.resolve("classes.jsa"));
  }

  /** For a whole run, of which it remembers what speeds up the next. */
  String[] counting(Path place) {
    // Above the archive of the JVM: the command's own does not know the provider.
    return options(
        place,
        "-D" + HaltingProvider.LOG + "=" + log,
        "-XX:SharedArchiveFile=" + System.getProperty("java.home") + "/lib/server/classes.jsa",
        "-XX:ArchiveClassesAtExit=" + classes);
  }

  /** The steps of the run that was counted. */
  List<String> steps() throws IOException {
    return Files.readAllLines(log);
  }

  /** For a run that dies before a step, the first being 1. */
  String[] before(int step, Path place) {
    return options(
        place, "-D" + HaltingProvider.AT + "=" + step, "-XX:SharedArchiveFile=" + classes);
  }

  private String[] options(Path place, String... more) {
    // A run's scratch is disposable; no run looks at what another left there.
    Stream<String> always =
        Stream.of(
            "-Xbootclasspath/a:" + jar,
            "-Djava.nio.file.spi.DefaultFileSystemProvider=" + HaltingProvider.class.getName(),
            "-D" + HaltingProvider.BELOW + "=" + place + "/",
            "-D" + HaltingProvider.EXCEPT + "=/scratch/");
    return Stream.concat(always, Stream.of(more)).toArray(String[]::new);
  }
}
