// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.select.Selection;
import org.oneway.engine.select.Transform;
import org.oneway.engine.select.Transform.Part;
import org.oneway.engine.select.Window;

/** Reads {@code window} and {@code transform} of a sync. */
final class SelectionTables {
  private static final List<String> WINDOW = List.of("past", "future");
  private static final String PRIVATE = "private";
  private static final String STRIP = "strip";

  private SelectionTables() {}

  static Selection read(Table sync) {
    return new Selection(window(sync), transform(sync));
  }

  private static Window window(Table sync) {
    Optional<Table> table = table(sync, ConfigKey.WINDOW);
    if (table.isEmpty()) {
      return Window.ALL;
    }
    table.get().refuseAllBut(WINDOW);
    return new Window(length(table.get(), "past"), length(table.get(), "future"));
  }

  private static Optional<Table> table(Table sync, ConfigKey key) {
    return sync.section(key.word(), sync.title() + " " + key.word());
  }

  private static Optional<Period> length(Table window, String key) {
    Optional<String> written = window.text(key);
    Optional<Period> length = written.flatMap(Window::length);
    if (written.isPresent() && length.isEmpty()) {
      window.note(
          key,
          "\"%s\" is no length of time. Write it in days, weeks, months or years: \"90d\", \"6w\", \"18mo\", \"2y\"."
              .formatted(written.get()));
    }
    return length;
  }

  private static Transform transform(Table sync) {
    Optional<Table> table = table(sync, ConfigKey.TRANSFORM);
    if (table.isEmpty()) {
      return Transform.NONE;
    }
    table.get().refuseAllBut(List.of(PRIVATE, STRIP));
    boolean busyOnly =
        table.get().choice(PRIVATE, Map.of("busy-only", true, "keep", false)).orElse(false);
    return new Transform(
        busyOnly, table.get().choices(STRIP, Problems.words(Part.class)).orElse(Set.of()));
  }
}
