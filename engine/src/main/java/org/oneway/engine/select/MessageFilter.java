// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Filter;

/**
 * Which messages take part. What cannot be told of a message leaves it in.
 *
 * @param maxAge how long ago a message may have arrived, in whole days in UTC; where its store does
 *     not know, when it was sent counts
 * @param maxSize how large it may be, in bytes, each line counted with CRLF at its end
 * @param withFlags of which it has one; empty where it need not
 * @param withoutFlags of which it has none
 */
public record MessageFilter(
    Optional<Period> maxAge,
    OptionalLong maxSize,
    Set<String> withFlags,
    Set<String> withoutFlags) {
  /** All messages. */
  public static final MessageFilter ALL =
      new MessageFilter(Optional.empty(), OptionalLong.empty(), Set.of(), Set.of());

  public MessageFilter {
    withFlags = named(withFlags);
    withoutFlags = named(withoutFlags);
  }

  /** As items name them (RFC 8621 section 4.1.1): {@code \Seen} is {@code $seen}. */
  private static Set<String> named(Set<String> flags) {
    return flags.stream()
        .map(flag -> flag.toLowerCase(Locale.ROOT))
        .map(flag -> flag.startsWith("\\") ? "$" + flag.substring(1) : flag)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether none is left out. */
  public boolean isAll() {
    return equals(ALL);
  }

  /** The filter as it is at this time; two runs of one day see the same. */
  Filter at(InstantSource clock) {
    Optional<Instant> from =
        maxAge.map(
            age ->
                clock
                    .instant()
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .minus(age)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC));
    return (kind, item) -> kind != Kind.MESSAGE || includes(item, from);
  }

  private boolean includes(ObjectNode message, Optional<Instant> from) {
    boolean isOld = from.isPresent() && arrived(message).filter(from.get()::isAfter).isPresent();
    boolean isLarge = maxSize.isPresent() && message.path("size").asLong(0) > maxSize.getAsLong();
    Set<String> flags = flags(message);
    return !isOld
        && !isLarge
        && (withFlags.isEmpty() || withFlags.stream().anyMatch(flags::contains))
        && withoutFlags.stream().noneMatch(flags::contains);
  }

  private static Set<String> flags(ObjectNode message) {
    Set<String> flags = new TreeSet<>();
    for (Map.Entry<String, JsonNode> keyword : message.path("keywords").properties()) {
      if (keyword.getValue().asBoolean()) {
        flags.add(keyword.getKey().toLowerCase(Locale.ROOT));
      }
    }
    return flags;
  }

  private static Optional<Instant> arrived(ObjectNode message) {
    return time(message.path("receivedAt")).or(() -> time(message.path("sentAt")));
  }

  private static Optional<Instant> time(JsonNode written) {
    try {
      return Optional.of(OffsetDateTime.parse(written.asText("")).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "%s/%s/%s/%s"
        .formatted(
            maxAge.map(Period::toString).orElse(""),
            maxSize.isPresent() ? maxSize.getAsLong() : "",
            String.join("+", new TreeSet<>(withFlags)),
            String.join("+", new TreeSet<>(withoutFlags)));
  }
}
