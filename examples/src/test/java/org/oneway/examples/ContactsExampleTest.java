// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of the README, on a copy of its address book. */
final class ContactsExampleTest {
  private static final Path EXAMPLE = Path.of("contacts").toAbsolutePath();
  private static final String ONEWAY = Path.of("../oneway").toAbsolutePath().normalize().toString();

  @TempDir private Path copy;

  private record Answer(int exit, String text) {}

  @BeforeEach
  void copyTheExample() throws IOException {
    for (String name : List.of("oneway.toml", "address-book.vcf")) {
      Files.copy(EXAMPLE.resolve(name), copy.resolve(name));
    }
  }

  @Test
  @DisplayName("R05 the second run has nothing to do; nor has one after each of three re-exports")
  void aMessyAddressBookIsSyncedOnce() throws IOException {
    Answer first = sync();

    assertThat(first.exit()).as(first.text()).isEqualTo(2);
    assertThat(first.text().lines()).hasSizeLessThan(15);
    assertThat(first.text()).containsPattern("[1-9][0-9]* added   0 changed   0 deleted");
    Map<String, String> target = target();

    Answer second = sync();

    assertThat(second.text()).contains("nothing to do");
    assertThat(target()).isEqualTo(target);

    for (int time = 1; time <= 3; time++) {
      String before = book();
      String reexport = EXAMPLE.resolve("reexport").toString();
      assertThat(run(reexport, copy.resolve("address-book.vcf").toString()).exit()).isZero();
      assertThat(book()).isNotEqualTo(before);

      Answer again = sync();

      assertThat(again.text()).as("after re-export %d", time).contains("nothing to do");
      assertThat(target()).isEqualTo(target);
    }
  }

  private String book() throws IOException {
    return Files.readString(copy.resolve("address-book.vcf"), StandardCharsets.ISO_8859_1);
  }

  private Answer sync() throws IOException {
    return run(ONEWAY, "sync", "--config", copy.resolve("oneway.toml").toString());
  }

  /** What it prints while it builds itself is not counted. */
  private static Answer run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Answer(process.waitFor(), text.replaceFirst("^Building Oneway.*\\R", ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The target's files: name and content. */
  private Map<String, String> target() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(copy.resolve("folder"))) {
      for (Path file : files.toList()) {
        texts.put(
            String.valueOf(file.getFileName()),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }
}
