// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.oneway.cli.json.CountsJson;
import org.oneway.cli.work.RunFiles;

/**
 * The log of one sync of a run, read back.
 *
 * @param start the event that begins it; without members where it cannot be read
 * @param end the event that ends it; empty where the run was cut off, or still runs
 * @param seen how many events there are of each name
 */
public record LoggedSync(
    String run,
    String sync,
    JsonNode start,
    Optional<JsonNode> end,
    Map<String, Long> seen,
    Path file) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public LoggedSync {
    seen = Map.copyOf(seen);
  }

  static LoggedSync read(String run, Path file) throws IOException {
    Map<String, Long> seen = new HashMap<>();
    JsonNode[] ends = {JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.nullNode()};
    each(
        file,
        event -> {
          String name = event.path("event").asText();
          seen.merge(name, 1L, Long::sum);
          if (name.equals("start")) {
            ends[0] = event;
          } else if (name.equals("end")) {
            ends[1] = event;
          }
        });
    Optional<JsonNode> end = Optional.of(ends[1]).filter(JsonNode::isObject);
    return new LoggedSync(run, RunFiles.syncOf(file), ends[0], end, seen, file);
  }

  /** Passes on each event, in order; only one of them is in memory. */
  public void each(Consumer<JsonNode> consumer) throws IOException {
    each(file, consumer);
  }

  private static void each(Path file, Consumer<JsonNode> consumer) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<JsonNode> event = parsed(line);
        event.ifPresent(consumer);
      }
    }
  }

  /** Empty for what is no event: the run was killed while it wrote the last line. */
  private static Optional<JsonNode> parsed(String line) {
    try {
      return Optional.of(MAPPER.readTree(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The run in short. */
  public PastRun past() {
    Map<String, Long> counts = new HashMap<>();
    for (String done : new String[] {"added", "changed", "deleted", "moved", "adopted"}) {
      counts.put(done, seen.getOrDefault(done, 0L));
    }
    counts.put("skipped", seen.getOrDefault("quarantined", 0L));
    end.map(CountsJson::read).ifPresent(counts::putAll);
    return new PastRun(
        run,
        sync,
        time(start.path("time").asText()),
        end.map(event -> Duration.ofMillis(event.path("milliseconds").asLong())),
        end.map(event -> event.path("exit").asInt()),
        counts,
        end.map(event -> event.path("result").asText()).orElse(PastRun.INTERRUPTED));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
