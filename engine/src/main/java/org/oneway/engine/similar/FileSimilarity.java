// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Uid;

/**
 * The rules for files: two are the same if they have the same path and the same bytes. When a file
 * was modified, and what a server takes its type for, make no difference.
 */
final class FileSimilarity implements Similarity {
  static final FileSimilarity PLAIN = new FileSimilarity();

  /** Where a file lies below the root of its store, its parts separated by "/". */
  static final String PATH = "path";

  static final String SIZE = "size";

  /** SHA-256 of the bytes in base64, named as in RFC 9404 section 4.2.1. */
  static final String DIGEST = "digest:sha-256";

  private static final String TYPE = "type";
  private static final String MODIFIED = "modified";
  private static final int RULES = 1;
  private static final int FINGERPRINT_BYTES = 16;

  private static final Part PLACE = new Part("path", List.of(PATH), List.of());
  private static final Part CONTENT =
      new Part("content", List.of(SIZE, DIGEST), List.of(TYPE, MODIFIED));
  private static final List<Part> PARTS = List.of(PLACE, CONTENT);

  private FileSimilarity() {}

  /**
   * What can change of a file on its own.
   *
   * @param word what a plan calls it
   * @param members that are compared
   * @param companions members that say something of the part and make no difference
   */
  private record Part(String word, List<String> members, List<String> companions) {
    ObjectNode of(ObjectNode item) {
      return chosen(item, members);
    }

    void copy(ObjectNode from, ObjectNode to) {
      to.remove(members);
      to.setAll(of(from));
      to.setAll(chosen(from, companions));
    }

    private FieldChange change(ObjectNode before, ObjectNode after) {
      return new FieldChange(word, shown(before), shown(after));
    }

    private Optional<JsonNode> shown(ObjectNode item) {
      if (of(item).isEmpty()) {
        return Optional.empty();
      }
      String text = members.contains(PATH) ? text(item, PATH) : text(item, SIZE) + " bytes";
      return Optional.of(TextNode.valueOf(text));
    }
  }

  private static ObjectNode chosen(ObjectNode item, List<String> members) {
    ObjectNode chosen = JsonNodeFactory.instance.objectNode();
    for (String member : members) {
      JsonNode value = item.path(member);
      if (!value.isMissingNode()) {
        // A number is the same in all the types that Jackson has for it.
        chosen.set(member, value.isNumber() ? chosen.numberNode(value.longValue()) : value);
      }
    }
    return chosen;
  }

  private static String text(ObjectNode item, String member) {
    return item.path(member).asText();
  }

  @Override
  public int rules() {
    return RULES;
  }

  @Override
  public ObjectNode canonical(ObjectNode item) {
    return chosen(item, List.of(DIGEST, PATH, SIZE));
  }

  @Override
  public Fingerprint fingerprint(ObjectNode item) {
    byte[] hash = Hashes.sha256(CanonicalText.of(canonical(item)));
    return new Fingerprint(RULES, HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES));
  }

  @Override
  public List<FieldChange> changes(ObjectNode before, ObjectNode after) {
    List<FieldChange> changes = new ArrayList<>();
    for (Part part : PARTS) {
      if (!part.of(before).equals(part.of(after))) {
        changes.add(part.change(before, after));
      }
    }
    return List.copyOf(changes);
  }

  @Override
  public List<String> reasons(ObjectNode one, ObjectNode other) {
    if (one.equals(other) || !canonical(one).equals(canonical(other))) {
      return List.of();
    }
    List<String> reasons = new ArrayList<>();
    if (!one.path(TYPE).equals(other.path(TYPE))) {
      reasons.add("media-type");
    }
    if (!one.path(MODIFIED).equals(other.path(MODIFIED))) {
      reasons.add("modified-time");
    }
    return reasons.isEmpty() ? List.of("system-members") : List.copyOf(reasons);
  }

  @Override
  public Merged merge(
      ObjectNode base, ObjectNode left, ObjectNode now, ObjectNode there, boolean sourceWins) {
    ObjectNode result = there.deepCopy();
    List<FieldChange> conflicts = new ArrayList<>();
    int own = 0;
    for (Part part : PARTS) {
      boolean isChangedThere = !part.of(left).equals(part.of(there));
      boolean isChangedHere = !part.of(base).equals(part.of(now));
      boolean isSame = part.of(now).equals(part.of(there));
      boolean isConflict = isChangedHere && isChangedThere && !isSame;
      if (isConflict) {
        conflicts.add(part.change(there, now));
      }
      if (isChangedHere && !isSame && (!isConflict || sourceWins)) {
        part.copy(now, result);
      } else if (isChangedThere && !isSame) {
        own++;
      }
    }
    return merged(there, result, conflicts, own);
  }

  @Override
  public Merged enrich(ObjectNode now, ObjectNode there) {
    ObjectNode result = there.deepCopy();
    for (Part part : PARTS) {
      if (!part.of(now).isEmpty() && !part.of(now).equals(part.of(there))) {
        part.copy(now, result);
      }
    }
    return merged(there, result, List.of(), 0);
  }

  private Merged merged(ObjectNode there, ObjectNode result, List<FieldChange> conflicts, int own) {
    List<FieldChange> applied = changes(there, result);
    return new Merged(applied.isEmpty() ? there : result, applied, conflicts, own);
  }

  @Override
  public ObjectNode kept(ObjectNode item) {
    return item;
  }

  @Override
  public boolean isSameContent(ObjectNode one, ObjectNode other) {
    return one.has(DIGEST) && CONTENT.of(one).equals(CONTENT.of(other));
  }

  /** An empty file has no bytes that it could share. */
  @Override
  public Identity identity(ObjectNode item, Fingerprint fingerprint) {
    Set<Identity.Token> tokens = new LinkedHashSet<>();
    if (item.has(DIGEST) && item.path(SIZE).asLong() > 0) {
      tokens.add(token(Evidence.BYTES, text(item, DIGEST)));
    }
    String path = text(item, PATH);
    tokens.add(token(Evidence.FILE_NAME, path.substring(path.lastIndexOf('/') + 1)));
    return new Identity(tokens);
  }

  private static Identity.Token token(Evidence evidence, String value) {
    byte[] hash = Hashes.sha256(evidence + " " + value);
    return new Identity.Token(evidence, evidence.mark(ByteBuffer.wrap(hash).getLong()));
  }

  @Override
  public String title(ObjectNode item) {
    String path = text(item, PATH);
    return path.isEmpty() ? "a file without a path" : path;
  }

  @Override
  public Uid mint(ObjectNode item) {
    return NameUuid.of("file " + text(item, PATH));
  }
}
