// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.docs.Page.Step;

final class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The gate runs this test. */
  private static final Pattern NOT_RUN = Pattern.compile("\\./verify\\b.*");

  /** What is another in every run. */
  private static final List<Pattern> CHANGING =
      List.of(
          Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}-\\d{4}(-\\d+)?\\b"),
          Pattern.compile("\\b\\d+(\\.\\d+)? (ms|s|min)\\b"));

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> whatAPageShowsIsWhatHappens() throws IOException {
    return pages().stream()
        .map(page -> DynamicTest.dynamicTest(ROOT.relativize(page).toString(), () -> run(page)));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** Runs each section of a page in a directory that looks like a fresh clone. */
  private void run(Path file) throws IOException, InterruptedException {
    Page page = Page.read(file);
    assertThat(page.stray()).as("commands go into blocks marked sh or console").isEmpty();
    Map<String, Path> places = new HashMap<>();
    for (Step step : page.steps()) {
      if (!places.containsKey(step.section())) {
        places.put(step.section(), copyOfTheProject());
      }
      Path place = Optional.ofNullable(places.get(step.section())).orElseThrow();
      if (!NOT_RUN.matcher(step.command()).matches()) {
        String printed = output(place, step.command());
        assertThat(constant(printed))
            .as("%s, line %d: %s%n%s", file, step.line(), step.command(), printed)
            .matches(pattern(step.output()));
      }
    }
  }

  private Path copyOfTheProject() throws IOException {
    Path place = Files.createTempDirectory(directory, "clone");
    Files.createSymbolicLink(place.resolve("oneway"), ROOT.resolve("oneway"));
    Path launch = Files.createDirectory(place.resolve("bin")).resolve("launch");
    Files.writeString(launch, "exec " + ROOT.resolve("bin/launch") + " \"$@\"\n");
    Files.setPosixFilePermissions(launch, PosixFilePermissions.fromString("rwx------"));
    Path examples = ROOT.resolve("examples");
    try (Stream<Path> files = Files.walk(examples)) {
      List<Path> shipped =
          files
              .filter(file -> !examples.relativize(file).toString().matches("(target|src)/.*"))
              .filter(
                  file ->
                      !file.toString()
                          .matches(".*/(contacts|connector)/(\\.oneway|folder|cards)(/.*)?"))
              .toList();
      for (Path file : shipped) {
        Files.copy(file, place.resolve("examples").resolve(examples.relativize(file).toString()));
      }
    }
    return place;
  }

  private static String output(Path place, String command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", command);
    builder.directory(place.toFile()).redirectErrorStream(true);
    builder.environment().put("NO_COLOR", "1");
    builder.environment().merge("PATH", place.toString(), (old, own) -> own + ":" + old);
    Process process = builder.start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .replaceFirst("^Building Oneway.*\\R", "");
    assertThat(process.waitFor()).as("exit code of %s%n%s", command, output).isIn(0, 2, 6, 9);
    return output;
  }

  /** A page's lines; an ellipsis stands for any text, alone on a line for any lines. */
  private static Pattern pattern(List<String> lines) {
    if (lines.isEmpty()) {
      return Pattern.compile("(?s).*");
    }
    List<String> patterns = new ArrayList<>();
    for (String line : lines) {
      patterns.add(
          line.equals("…")
              ? "(?:[^\\n]*\\n)*?"
              : Stream.of(constant(line).split("…", -1))
                      .map(Pattern::quote)
                      .collect(Collectors.joining("[^\\n]*"))
                  + "\\s*\\n");
    }
    return Pattern.compile(String.join("", patterns));
  }

  private static String constant(String text) {
    String constant = text;
    for (Pattern changing : CHANGING) {
      constant = changing.matcher(constant).replaceAll("*");
    }
    return constant;
  }
}
