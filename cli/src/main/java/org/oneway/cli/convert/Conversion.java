// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.oneway.cli.work.Findings;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.connectors.shared.jscalendar.Surface;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.similar.Similarity;

/** Converts as a sync would: what needs a uid gets the one a sync would derive. */
public final class Conversion {
  private final Form form;
  private final Output output;
  private final Consumer<String> told;
  private final Findings findings = new Findings();
  private final CalendarText calendar = new CalendarText();
  private final List<String> broken = new ArrayList<>();
  private long converted;

  /**
   * A conversion.
   *
   * @param told is told in words what was repaired, lost or broken
   */
  public Conversion(Form form, Output output, Consumer<String> told) {
    this.form = form;
    this.output = output;
    this.told = told;
  }

  /**
   * Converts all that a file holds.
   *
   * @param name what findings call it
   * @throws Unrecognised if it holds none
   */
  public void add(Path file, String name) throws IOException {
    try (Input input = Input.open(file, name, form)) {
      for (Optional<Input.Read> next = input.next(); next.isPresent(); next = input.next()) {
        add(next.get());
      }
    }
  }

  /**
   * Looks whether a file can be converted.
   *
   * @throws Unrecognised if it cannot
   */
  public static void check(Path file, String name, Form form) throws IOException {
    Input.open(file, name, form).close();
  }

  private void add(Input.Read read) {
    for (Finding finding : read.findings()) {
      findings.add(read.title(), finding);
      told.accept(words(read.title(), finding));
    }
    if (read.item().isEmpty()) {
      read.defect().ifPresent(defect -> broken.add(words(read.title(), defect)));
      return;
    }
    Item item = read.item().get();
    if (item.uid().isEmpty() && needsUid(item)) {
      item = item.withUid(Similarity.of(item.kind()).mint(item.json()));
    }
    converted++;
    write(item);
  }

  private void write(Item item) {
    switch (form) {
      case JSCONTACT -> output.card(item.json());
      case VCARD3 -> output.card(VCards.write(item, CardVersion.V3_0));
      case VCARD4 -> output.card(VCards.write(item, CardVersion.V4_0));
      case JSCALENDAR -> Calendars.objects(Surface.RFC8984, item).forEach(output::card);
      case JSCALENDAR2 -> Calendars.objects(Surface.DRAFT_25, item).forEach(output::card);
      case ICALENDAR -> output.part(calendar.part(item));
    }
  }

  /** There are no more files. */
  public void end() {
    if (form == Form.ICALENDAR) {
      output.part(calendar.end());
    }
    output.end();
  }

  /** From version 2.0 on a card may do without (RFC 9982), and then gets none. */
  private static boolean needsUid(Item item) {
    if (item.kind() != Kind.CONTACT) {
      return true;
    }
    String version = item.json().path("version").asText();
    int dot = version.indexOf('.');
    return dot != 1 || version.charAt(0) < '2';
  }

  private static String words(String title, Finding finding) {
    return title.isEmpty() ? finding.words() : finding.words() + " (" + title + ")";
  }

  /** How many were converted. */
  public long converted() {
    return converted;
  }

  /** Those that were not, in words. */
  public List<String> broken() {
    return List.copyOf(broken);
  }

  /** What was repaired, lost or broken. */
  public Findings findings() {
    return findings;
  }
}
