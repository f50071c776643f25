// SPDX-License-Identifier: Apache-2.0
package org.oneway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SourceRulesTest {
  /** The folder of all modules; tests run in the folder of their own. */
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Map<Path, List<String>> SOURCES = sources();

  @Test
  void allModulesAreSeen() {
    assertThat(SOURCES.keySet())
        .extracting(file -> file.getName(0).toString())
        .contains("engine", "connectors", "state-db", "cli", "examples");
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() {
    Set<String> described =
        SOURCES.entrySet().stream()
            .filter(source -> source.getKey().endsWith("package-info.java"))
            .filter(source -> source.getValue().contains("@NullMarked"))
            .filter(source -> source.getValue().stream().anyMatch(line -> line.startsWith("/**")))
            .map(source -> packageOf(source.getKey()))
            .collect(Collectors.toSet());
    assertThat(SOURCES.keySet())
        .extracting(SourceRulesTest::packageOf)
        .filteredOn(name -> !described.contains(name))
        .isEmpty();
  }

  @Test
  void everyFileNamesTheLicenceFirst() {
    assertThat(filesWhere(lines -> !lines.get(0).equals("// SPDX-License-Identifier: Apache-2.0")))
        .isEmpty();
  }

  @Test
  void noFilePassesFiveHundredLines() {
    assertThat(filesWhere(lines -> lines.size() > 500)).isEmpty();
  }

  @Test
  void everyToDoNamesTheConditionThatEndsIt() {
    // Written so that this file does not find itself.
    Pattern open =
        Pattern.compile("\\b(FIX" + "ME|XX" + "X|TO" + "DO\\b(?!.*\\b(when|once|until)\\b))");
    assertThat(filesWhere(lines -> lines.stream().anyMatch(line -> open.matcher(line).find())))
        .isEmpty();
  }

  @Test
  void noNameFitsAnything() {
    Set<String> banned = Set.of("util", "utils", "helper", "helpers", "manager", "impl", "common");
    assertThat(
            SOURCES.keySet().stream()
                .filter(
                    file ->
                        wordsOf(file)
                            .anyMatch(word -> banned.contains(word.toLowerCase(Locale.ROOT)))))
        .isEmpty();
  }

  /** The parts of the package, and the words that the name of the class is made of. */
  private static Stream<String> wordsOf(Path file) {
    String name = file.getFileName().toString().replace(".java", "");
    return Stream.concat(
        Pattern.compile("\\.").splitAsStream(packageOf(file)),
        Pattern.compile("(?<=[a-z0-9])(?=[A-Z])").splitAsStream(name));
  }

  private static Set<Path> filesWhere(Predicate<List<String>> holds) {
    return SOURCES.entrySet().stream()
        .filter(source -> holds.test(source.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of {@code module/src/main/java/org/oneway/cli/Main.java}: {@code org.oneway.cli}. */
  private static String packageOf(Path file) {
    return file.subpath(4, file.getNameCount() - 1).toString().replace('/', '.');
  }

  private static Map<Path, List<String>> sources() {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .flatMap(
              module -> Stream.of(module.resolve("src/main/java"), module.resolve("src/test/java")))
          .filter(Files::isDirectory)
          .flatMap(SourceRulesTest::javaFiles)
          .collect(Collectors.toMap(ROOT::relativize, SourceRulesTest::lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
