// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.oneway.cli.trouble.ExitCode;

final class PagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
  private static final Pattern CODE = Pattern.compile("## (\\d+): (.+)");

  @Test
  void troubleshootingHasASectionForEachExitCodeAndNoOther() throws IOException {
    Map<Integer, String> sections = new TreeMap<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/troubleshooting.md"))) {
      Matcher heading = CODE.matcher(line);
      if (heading.matches()) {
        sections.put(Integer.valueOf(heading.group(1)), heading.group(2));
      } else {
        assertThat(line).doesNotStartWith("##");
      }
    }
    assertThat(sections.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ExitCode.values()).map(ExitCode::number).toList());
    for (ExitCode code : ExitCode.values()) {
      assertThat(code.words()).startsWith(sections.get(code.number()));
    }
  }

  @Test
  void everyLinkOfAPageLeadsSomewhere() throws IOException {
    List<String> lost = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      for (Path page :
          Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
              .filter(file -> file.toString().endsWith(".md"))
              .toList()) {
        Matcher links = LINK.matcher(Files.readString(page));
        while (links.find()) {
          String target = links.group(1);
          if (!target.contains("://") && Files.notExists(page.resolveSibling(target))) {
            lost.add(ROOT.relativize(page) + ": " + target);
          }
        }
      }
    }
    assertThat(lost).isEmpty();
  }
}
