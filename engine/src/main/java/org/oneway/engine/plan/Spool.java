// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;

/** The items of a run, in an append-only file. A position is good for as long as the file is. */
public final class Spool implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  /** So much is read at once; items that were put one after the other are often read so too. */
  private static final int WINDOW = 1 << 13;

  private final FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowAt;
  private Optional<Lying> latest = Optional.empty();
  private long flushed;

  private Spool(FileChannel file, long size) {
    this.file = file;
    this.flushed = size;
  }

  static Spool create(Path path) throws IOException {
    return new Spool(
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
        0);
  }

  static Spool open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new Spool(file, file.size());
  }

  /** Appends an item and says where it lies. */
  synchronized long put(Spooled spooled) {
    try {
      byte[] bytes = Json.MAPPER.writeValueAsBytes(write(spooled));
      long position = flushed + buffer.position();
      if (buffer.remaining() < bytes.length + Integer.BYTES) {
        flush();
      }
      if (bytes.length + Integer.BYTES > buffer.capacity()) {
        ByteBuffer large = ByteBuffer.allocate(bytes.length + Integer.BYTES);
        large.putInt(bytes.length).put(bytes).flip();
        writeFully(large);
      } else {
        buffer.putInt(bytes.length).put(bytes);
      }
      return position;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The item at a position. */
  public synchronized Spooled get(long position) {
    if (latest.isEmpty() || latest.get().position != position) {
      latest = Optional.of(new Lying(position, read(position)));
    }
    return latest.get().item;
  }

  private record Lying(long position, Spooled item) {}

  private Spooled read(long position) {
    try {
      if (position >= flushed) {
        flush();
      }
      byte[] length = bytes(position, Integer.BYTES);
      byte[] item = bytes(position + Integer.BYTES, ByteBuffer.wrap(length).getInt());
      return read(Json.MAPPER.readTree(item));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(long position, int count) throws IOException {
    byte[] bytes = new byte[count];
    if (count > WINDOW) {
      readFully(ByteBuffer.wrap(bytes), position);
      return bytes;
    }
    if (position < windowAt || position + count > windowAt + window.limit()) {
      windowAt = position;
      window.clear().limit((int) Math.min(WINDOW, flushed - position));
      readFully(window, position);
    }
    window.get((int) (position - windowAt), bytes);
    return bytes;
  }

  synchronized void flush() throws IOException {
    buffer.flip();
    writeFully(buffer);
    buffer.clear();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      flushed += file.write(bytes, flushed);
    }
  }

  private void readFully(ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = file.read(into, at);
      if (read < 0) {
        throw new IOException("the spool ends before position " + at);
      }
      at += read;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode write(Spooled spooled) {
    ObjectNode out = Json.MAPPER.createObjectNode();
    out.put("reference", spooled.reference().value());
    spooled.version().ifPresent(version -> out.put("version", version.value()));
    ArrayNode folders = out.putArray("folders");
    spooled.folders().forEach(folder -> folders.add(folder.value()));
    Item item = spooled.item();
    out.put("kind", item.kind().word());
    item.uid().ifPresent(uid -> out.put("uid", uid.value()));
    item.updated().ifPresent(updated -> out.put("updated", updated.toString()));
    out.put("trusted", item.updatedTrusted());
    out.put("content", spooled.hasContent());
    if (!spooled.findings().isEmpty()) {
      out.set("findings", Findings.write(spooled.findings()));
    }
    out.set("item", item.json());
    return out;
  }

  private static Spooled read(JsonNode in) {
    Set<FolderId> folders = new HashSet<>();
    in.path("folders").forEach(folder -> folders.add(new FolderId(folder.asText())));
    Item item =
        new Item(
            Kind.ofWord(in.path("kind").asText()).orElseThrow(),
            text(in, "uid").map(Uid::new),
            (ObjectNode) in.path("item"),
            text(in, "updated").map(Instant::parse),
            in.path("trusted").asBoolean());
    return new Spooled(
        new Reference(in.path("reference").asText()),
        text(in, "version").map(Version::new),
        folders,
        item,
        in.path("content").asBoolean(),
        Findings.read(in.path("findings")));
  }

  private static Optional<String> text(JsonNode in, String member) {
    return Optional.ofNullable(in.get(member)).map(JsonNode::asText);
  }

  /** Findings as JSON. */
  static final class Findings {
    private Findings() {}

    static ArrayNode write(List<Finding> findings) {
      ArrayNode out = Json.MAPPER.createArrayNode();
      for (Finding finding : findings) {
        out.addObject()
            .put("level", finding.level().name())
            .put("property", finding.property())
            .put("place", finding.place())
            .put("reason", finding.reason());
      }
      return out;
    }

    static List<Finding> read(JsonNode in) {
      List<Finding> findings = new ArrayList<>();
      for (JsonNode one : in) {
        findings.add(
            new Finding(
                Finding.Level.valueOf(one.path("level").asText()),
                one.path("property").asText(),
                one.path("place").asText(),
                one.path("reason").asText()));
      }
      return findings;
    }
  }
}
