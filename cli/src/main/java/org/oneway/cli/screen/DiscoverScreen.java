// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Words;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.Discovery.Place;
import org.oneway.engine.store.Discovery.Right;

/** Shows what was found at a store. */
public final class DiscoverScreen {
  private static final int WIDEST = 44;

  private final Screen screen;

  public DiscoverScreen(Screen screen) {
    this.screen = screen;
  }

  /**
   * Shows a store.
   *
   * @param name what the user calls it
   */
  public void show(String name, String type, Discovery found) {
    screen.line(
        Tone.STRONG, name + " (" + type + ")" + found.account().map(who -> ": " + who).orElse(""));
    found
        .address()
        .filter(address -> !address.toString().equals(name))
        .ifPresent(address -> screen.line("  at " + address));
    if (found.places().isEmpty()) {
      screen.line("  It has no folder.");
    } else {
      folders(found.places());
    }
    if (!found.features().isEmpty()) {
      screen.line("  Server: " + String.join(", ", found.features()));
    }
    found.notes().forEach(note -> screen.line("  " + note));
  }

  private void folders(List<Place> places) {
    boolean hasColor = places.stream().anyMatch(place -> place.folder().color().isPresent());
    boolean hasText = places.stream().anyMatch(place -> place.folder().description().isPresent());
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("FOLDER", "KINDS", "ITEMS", "RIGHTS", "COLOR", "DESCRIPTION", hasColor, hasText));
    for (Place place : places) {
      rows.add(
          row(
              place.folder().name(),
              kinds(place),
              place.items().isPresent() ? Words.number(place.items().getAsLong()) : "-",
              rights(place),
              place.folder().color().orElse("-"),
              place.folder().description().orElse("-"),
              hasColor,
              hasText));
    }
    List<String> lines = Columns.lines(rows, WIDEST);
    screen.line(Tone.FAINT, "  " + lines.get(0));
    lines.stream().skip(1).forEach(line -> screen.line("  " + line));
  }

  private static List<String> row(
      String name,
      String kinds,
      String items,
      String rights,
      String color,
      String text,
      boolean hasColor,
      boolean hasText) {
    List<String> cells = new ArrayList<>(List.of(name, kinds, items, rights));
    if (hasColor) {
      cells.add(color);
    }
    if (hasText) {
      cells.add(text);
    }
    return cells;
  }

  private static String kinds(Place place) {
    return place.kinds().isEmpty()
        ? "-"
        : String.join(", ", place.kinds().stream().sorted().map(Kind::word).toList());
  }

  private static String rights(Place place) {
    if (place.isReadOnly()) {
      return "read only";
    }
    return place.rights().isEmpty()
        ? "-"
        : String.join(
            ", ",
            place.rights().stream()
                .sorted(Comparator.comparing(Right::ordinal))
                .map(right -> right == Right.READ ? "read" : "write")
                .toList());
  }
}
