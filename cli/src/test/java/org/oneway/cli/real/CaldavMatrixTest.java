// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.shared.jscalendar.Instances;

/** Calendars at real servers. */
final class CaldavMatrixTest extends ServerMatrix {
  private static final Pattern UID = Pattern.compile("(?m)^UID[^:\n]*:(.*)$");

  CaldavMatrixTest() {
    super(Specimen.EVENTS);
  }

  @Test
  @DisplayName("from Cyrus to Radicale to Xandikos every event takes place when it did")
  void aChain() throws IOException {
    try (BookAtServer cyrus = BookAtServer.of(Specimen.EVENTS, "cyrus");
        BookAtServer radicale = BookAtServer.of(Specimen.EVENTS, "radicale");
        BookAtServer xandikos = BookAtServer.of(Specimen.EVENTS, "xandikos")) {
      fill("cyrus", cyrus);
      mirror(cyrus, "radicale", radicale);
      mirror(radicale, "xandikos", xandikos);

      Map<String, List<String>> first = instances(cyrus);
      assertThat(first).hasSizeGreaterThan(400);
      requireSame(first, instances(radicale));
      requireSame(first, instances(xandikos));
    }
  }

  /** But for the few that the server refuses. */
  private static void requireSame(
      Map<String, List<String>> first, Map<String, List<String>> other) {
    assertThat(other).hasSizeGreaterThan(first.size() * 9 / 10);
    assertThat(other.entrySet())
        .allMatch(one -> one.getValue().equals(first.getOrDefault(one.getKey(), List.of())));
  }

  /** When what is in a calendar takes place, by uid. */
  private static Map<String, List<String>> instances(BookAtServer book) {
    Map<String, List<String>> instances = new TreeMap<>();
    for (String text : book.texts()) {
      Matcher uid = UID.matcher(text.substring(Math.max(0, text.indexOf("BEGIN:V", 9))));
      instances.put(uid.find() ? uid.group(1).strip() : text, Instances.told(text));
    }
    return instances;
  }
}
