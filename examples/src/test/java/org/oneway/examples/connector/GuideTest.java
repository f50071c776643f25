// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.oneway.engine.store.Connector;

final class GuideTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path GUIDE = ROOT.resolve("docs/guides/write-a-connector.md");

  @Test
  void everyPieceOfJavaThatTheGuideShowsIsInTheSources() throws IOException {
    List<String> sources = sources();
    List<String> shown = blocks("```java");
    assertThat(shown).hasSizeGreaterThan(6);
    for (String block : shown) {
      assertThat(sources)
          .as("the guide shows what no source has:%n%s", block)
          .anySatisfy(source -> assertThat(source).contains(plain(block)));
    }
  }

  @Test
  void everyTypeThatTheGuideNamesByFileIsThere() throws IOException {
    for (String link : Files.readString(GUIDE).split("\\]\\(", -1)) {
      String target = link.substring(0, Math.max(0, link.indexOf(')')));
      if (target.startsWith("../")) {
        assertThat(GUIDE.resolveSibling(target.replaceAll("#.*", ""))).exists();
      }
    }
  }

  @Test
  void theConnectorIsFoundAsAServiceAndOursAreNotTouched() {
    assertThat(ServiceLoader.load(Connector.class))
        .extracting(Connector::type)
        .containsExactly("example-lines");
  }

  private static List<String> blocks(String fence) throws IOException {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    boolean isInside = false;
    for (String line : Files.readAllLines(GUIDE)) {
      if (isInside && line.equals("```")) {
        blocks.add(block.toString());
        block.setLength(0);
        isInside = false;
      } else if (isInside) {
        block.append(line).append('\n');
      } else {
        isInside = line.equals(fence);
      }
    }
    return blocks;
  }

  /** Without indentation and empty lines. */
  private static String plain(String text) {
    return String.join(
        "\n", text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
  }

  private static List<String> sources() {
    try (Stream<Path> files = Files.walk(ROOT.resolve("examples/src"))) {
      return files
          .filter(
              file -> file.toString().contains("connector") && file.toString().endsWith(".java"))
          .map(GuideTest::read)
          .map(GuideTest::plain)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
