// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Filter;

/**
 * Which events, tasks and notes overlap a time. Where that cannot be told without a library, an
 * item is inside: it is better to carry one too many than to lose one.
 *
 * @param from an item that ends before is outside; empty where there is no such time
 * @param to an item that begins after is outside; empty where there is no such time
 */
record WindowFilter(Optional<Instant> from, Optional<Instant> to) implements Filter {
  static final String INSTANCES = "oneway.dev:instances";

  @Override
  public boolean includes(Kind kind, ObjectNode item) {
    return switch (kind) {
      case EVENT, TASK, NOTE -> isInside(item);
      default -> true;
    };
  }

  private boolean isInside(ObjectNode item) {
    return objects(item).stream().anyMatch(this::holds);
  }

  /** The object, and the instances that stand beside it where there is no master. */
  private static List<JsonNode> objects(ObjectNode item) {
    List<JsonNode> objects = new ArrayList<>(List.of(item));
    item.path(INSTANCES).forEach(objects::add);
    return objects;
  }

  private boolean holds(JsonNode object) {
    Optional<Span> first = Span.of(object);
    if (first.isEmpty() || overlaps(first.get())) {
      return true;
    }
    if (begins(first.get()) && Series.mayReach(object, first.get(), from.orElse(Instant.MIN))) {
      return true;
    }
    for (Map.Entry<String, JsonNode> override : object.path("recurrenceOverrides").properties()) {
      Optional<Span> span = Span.ofOverride(object, override.getKey(), override.getValue());
      if (span.filter(this::overlaps).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private boolean begins(Span span) {
    return to.isEmpty() || !span.earliest().isAfter(to.get());
  }

  private boolean overlaps(Span span) {
    return begins(span) && (from.isEmpty() || !span.latest().isBefore(from.get()));
  }

  /**
   * When an item that is outside begins next, as far ahead as this window does not reach; empty
   * where it never does.
   */
  Optional<Instant> nextBeginning(ObjectNode item) {
    Optional<Instant> next = Optional.empty();
    for (JsonNode object : objects(item)) {
      List<Span> spans = new ArrayList<>();
      Span.of(object).ifPresent(spans::add);
      object
          .path("recurrenceOverrides")
          .properties()
          .forEach(o -> Span.ofOverride(object, o.getKey(), o.getValue()).ifPresent(spans::add));
      for (Span span : spans) {
        if (!begins(span) && next.filter(n -> n.isBefore(span.earliest())).isEmpty()) {
          next = Optional.of(span.earliest());
        }
      }
    }
    return next;
  }
}
