// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;

/** A plan in one file: what it says as JSON, and the files that it refers to. */
public final class PlanArchive {
  private static final String FORMAT = "oneway-plan-1";
  private static final String SUMMARY = "plan.json";

  private PlanArchive() {}

  static void write(Plan.Contents contents, Path directory, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.list(directory)) {
      zip.putNextEntry(new ZipEntry(SUMMARY));
      zip.write(Json.MAPPER.writeValueAsBytes(summary(contents)));
      for (Path one : files.filter(PlanArchive::isKept).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(one.getFileName().toString()));
        Files.copy(one, zip);
      }
    }
  }

  private static boolean isKept(Path file) {
    String name = file.getFileName().toString();
    return name.equals("spool")
        || name.equals(Plan.StrangerFile.NAME)
        || name.startsWith("operations-");
  }

  /**
   * Reads a plan back.
   *
   * @param settled what is known now of the intents that an interrupted run left
   * @throws StoreException.InputRefused if it is no plan
   */
  public static Plan read(Path file, Path scratchParent, List<StateChange> settled)
      throws StoreException {
    Optional<Path> extracted = Optional.empty();
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      Path directory = Files.createTempDirectory(scratchParent, "plan-");
      extracted = Optional.of(directory);
      Optional<ObjectNode> summary = Optional.empty();
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path name = Path.of(entry.getName());
        if (entry.getName().equals(SUMMARY)) {
          summary = Optional.of((ObjectNode) Json.MAPPER.readTree(zip.readAllBytes()));
        } else if (name.getNameCount() == 1 && isKept(name)) {
          Files.copy(zip, directory.resolve(name));
        }
      }
      if (summary.filter(s -> s.path("format").asText().equals(FORMAT)).isEmpty()) {
        throw refused(file);
      }
      return new Plan(Scratch.reopen(directory), contents(summary.get(), settled));
    } catch (IOException | ClassCastException | IllegalArgumentException e) {
      extracted.ifPresent(Scratch::remove);
      throw refused(file);
    }
  }

  private static StoreException refused(Path file) {
    return new StoreException.InputRefused(
        file + " is not a plan that this version of Oneway can carry out",
        "Make a new one:  oneway plan --save " + file);
  }

  private static ObjectNode summary(Plan.Contents contents) {
    ObjectNode out = Json.MAPPER.createObjectNode();
    out.put("format", FORMAT);
    out.put("sync", contents.sync());
    out.put("generation", contents.generation());
    ObjectNode counts = out.putObject("counts");
    contents.counts().values().forEach((count, value) -> counts.put(count.name(), value));
    contents.held().ifPresent(held -> out.set("held", write(held)));
    ArrayNode notices = out.putArray("notices");
    for (Notice notice : contents.notices()) {
      notices
          .addObject()
          .put("about", notice.about().name())
          .put("folder", notice.folder())
          .put("title", notice.title())
          .put("text", notice.text());
    }
    ArrayNode troubles = out.putArray("troubles");
    contents
        .troubles()
        .forEach(
            t -> troubles.addObject().put("message", t.getMessage()).put("remedy", t.remedy()));
    ArrayNode pending = out.putArray("pending");
    contents.pending().forEach(one -> pending.add(write(one)));
    ArrayNode settledPending = out.putArray("settledPending");
    contents.settledPending().forEach(settledPending::add);
    ArrayNode folders = out.putArray("folders");
    for (FolderPairing folder : contents.folders()) {
      ObjectNode one = folders.addObject();
      one.put("number", folder.number());
      one.set("source", write(folder.source()));
      one.set("target", write(folder.target()));
      one.put("gone", folder.sourceGoneReported());
      one.put("scope", contents.scopeName(folder.number()));
    }
    ArrayNode toBeMade = out.putArray("toBeMade");
    contents.toBeMade().forEach(toBeMade::add);
    ArrayNode advances = out.putArray("advances");
    for (Advance advance : contents.advances()) {
      ObjectNode one = advances.addObject();
      one.put("side", advance.side().name());
      one.put("scope", advance.scope().name());
      one.put("checkpoint", advance.checkpoint().value());
      ArrayNode ids = one.putArray("ids");
      advance.scope().folders().forEach(id -> ids.add(id.value()));
      ArrayNode numbers = one.putArray("folders");
      advance.folders().forEach(numbers::add);
    }
    ArrayNode vanished = out.putArray("vanished");
    contents.vanished().forEach(reference -> vanished.add(reference.value()));
    out.put("deletionsAllowed", contents.deletionsAllowed());
    return out;
  }

  private static Plan.Contents contents(ObjectNode in, List<StateChange> settled) {
    EnumMap<Counts.Count, Long> counts = new EnumMap<>(Counts.Count.class);
    in.path("counts")
        .properties()
        .forEach(e -> counts.put(Counts.Count.valueOf(e.getKey()), e.getValue().asLong()));
    List<Notice> notices = new ArrayList<>();
    for (JsonNode one : in.path("notices")) {
      notices.add(
          new Notice(
              Notice.About.valueOf(one.path("about").asText()),
              one.path("folder").asText(),
              one.path("title").asText(),
              one.path("text").asText()));
    }
    List<StoreException> troubles = new ArrayList<>();
    for (JsonNode one : in.path("troubles")) {
      troubles.add(
          new StoreException.Unavailable(
              one.path("message").asText(), one.path("remedy").asText(), Optional.empty()));
    }
    List<Pending> pending = new ArrayList<>();
    in.path("pending").forEach(one -> pending.add(readPending(one)));
    List<FolderPairing> folders = new ArrayList<>();
    for (JsonNode one : in.path("folders")) {
      folders.add(
          new FolderPairing(
              one.path("number").asInt(),
              readFolder(one.path("source")),
              readFolder(one.path("target")),
              one.path("gone").asBoolean()));
    }
    Map<Integer, String> scopes = new HashMap<>();
    in.path("folders")
        .forEach(one -> scopes.put(one.path("number").asInt(), one.path("scope").asText()));
    List<Advance> advances = new ArrayList<>();
    for (JsonNode one : in.path("advances")) {
      Set<FolderId> ids = new HashSet<>();
      one.path("ids").forEach(id -> ids.add(new FolderId(id.asText())));
      advances.add(
          new Advance(
              Side.valueOf(one.path("side").asText()),
              new Scope(one.path("scope").asText(), ids),
              new Checkpoint(one.path("checkpoint").asText()),
              numbers(one.path("folders"))));
    }
    List<Reference> vanished = new ArrayList<>();
    in.path("vanished").forEach(one -> vanished.add(new Reference(one.asText())));
    Set<String> settledPending = new HashSet<>();
    in.path("settledPending").forEach(one -> settledPending.add(one.asText()));
    return new Plan.Contents(
        in.path("sync").asText(),
        in.path("generation").asLong(),
        new Counts(counts),
        Optional.ofNullable(in.get("held")).map(PlanArchive::readHeld),
        notices,
        troubles,
        pending,
        settledPending,
        folders,
        scopes,
        numbers(in.path("toBeMade")),
        advances,
        settled,
        vanished,
        in.path("deletionsAllowed").asBoolean());
  }

  private static Set<Integer> numbers(JsonNode in) {
    Set<Integer> numbers = new HashSet<>();
    in.forEach(one -> numbers.add(one.asInt()));
    return numbers;
  }

  private static ObjectNode write(Held held) {
    ObjectNode out = Json.MAPPER.createObjectNode().put("token", held.token());
    ArrayNode folders = out.putArray("folders");
    for (Held.HeldFolder one : held.folders()) {
      folders
          .addObject()
          .put("folder", one.folder())
          .put("name", one.name())
          .put("deletions", one.deletions())
          .put("recent", one.recent())
          .put("kept", one.kept())
          .put("listed", one.listed())
          .put("why", one.why());
    }
    return out;
  }

  private static Held readHeld(JsonNode in) {
    List<Held.HeldFolder> folders = new ArrayList<>();
    for (JsonNode one : in.path("folders")) {
      folders.add(
          new Held.HeldFolder(
              one.path("folder").asInt(),
              one.path("name").asText(),
              one.path("deletions").asInt(),
              one.path("recent").asInt(),
              one.path("kept").asInt(),
              one.path("listed").asInt(),
              one.path("why").asText()));
    }
    return new Held(in.path("token").asText(), folders);
  }

  private static ObjectNode write(Folder folder) {
    ObjectNode out = Json.MAPPER.createObjectNode();
    out.put("id", folder.id().value()).put("name", folder.name());
    folder.role().ifPresent(role -> out.put("role", role));
    folder.color().ifPresent(color -> out.put("color", color));
    folder.order().ifPresent(order -> out.put("order", order));
    folder.description().ifPresent(description -> out.put("description", description));
    return out;
  }

  private static Folder readFolder(JsonNode in) {
    return new Folder(
        new FolderId(in.path("id").asText()),
        in.path("name").asText(),
        text(in, "role"),
        text(in, "color"),
        in.has("order") ? OptionalLong.of(in.path("order").asLong()) : OptionalLong.empty(),
        text(in, "description"));
  }

  private static ObjectNode write(Pending pending) {
    ObjectNode out = Json.MAPPER.createObjectNode();
    out.put("id", pending.id()).put("scope", pending.scope());
    pending.reference().ifPresent(reference -> out.put("reference", reference.value()));
    out.put("title", pending.title()).put("reason", pending.reason().name());
    out.set("finding", Spool.Findings.write(List.of(pending.finding())).get(0));
    out.put("since", pending.since().toString());
    return out.put("attempts", pending.attempts()).put("ignored", pending.ignored());
  }

  private static Pending readPending(JsonNode in) {
    return new Pending(
        in.path("id").asText(),
        in.path("scope").asText(),
        text(in, "reference").map(Reference::new),
        in.path("title").asText(),
        Pending.Reason.valueOf(in.path("reason").asText()),
        Spool.Findings.read(Json.MAPPER.createArrayNode().add(in.path("finding"))).get(0),
        Instant.parse(in.path("since").asText()),
        in.path("attempts").asInt(),
        in.path("ignored").asBoolean());
  }

  private static Optional<String> text(JsonNode in, String member) {
    return Optional.ofNullable(in.get(member)).map(JsonNode::asText);
  }
}
