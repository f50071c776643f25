// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oneway.engine.select.FolderFilter;
import org.oneway.engine.select.MessageFilter;
import org.oneway.engine.select.Selection;
import org.oneway.engine.select.Transform;
import org.oneway.engine.select.Transform.Part;
import org.oneway.engine.select.Window;

/** Reads {@code window}, {@code transform} and {@code filter} of a sync. */
final class SelectionTables {
  private static final List<String> WINDOW = List.of("past", "future");
  private static final List<String> FILTER =
      List.of(
          "max-age", "max-size", "with-flags", "without-flags", "without-folders", "without-roles");

  /** What mailboxes are used for (RFC 8621 section 2). */
  private static final Map<String, String> ROLES =
      Stream.of("all", "archive", "drafts", "flagged", "important", "junk", "sent", "trash")
          .collect(Collectors.toMap(role -> role, role -> role));

  private static final String PRIVATE = "private";
  private static final String STRIP = "strip";

  private SelectionTables() {}

  static Selection read(Table sync) {
    Optional<Table> filter = table(sync, ConfigKey.FILTER);
    filter.ifPresent(table -> table.refuseAllBut(FILTER));
    return new Selection(
        window(sync),
        transform(sync),
        filter.map(SelectionTables::messages).orElse(MessageFilter.ALL),
        filter.map(SelectionTables::folders).orElse(FolderFilter.ALL));
  }

  private static MessageFilter messages(Table filter) {
    return new MessageFilter(
        length(filter, "max-age"),
        size(filter, "max-size"),
        set(filter, "with-flags"),
        set(filter, "without-flags"));
  }

  private static FolderFilter folders(Table filter) {
    return new FolderFilter(
        set(filter, "without-folders"), filter.choices("without-roles", ROLES).orElse(Set.of()));
  }

  private static Set<String> set(Table filter, String key) {
    return filter.lines(key).map(Set::copyOf).orElse(Set.of());
  }

  private static OptionalLong size(Table filter, String key) {
    Optional<String> written = filter.text(key);
    OptionalLong size = written.map(Size::read).orElse(OptionalLong.empty());
    if (written.isPresent() && size.isEmpty()) {
      filter.note(
          key,
          "\"%s\" is no size. Write a number with K, M or G: \"500K\", \"25MB\"."
              .formatted(written.get()));
    }
    return size;
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
