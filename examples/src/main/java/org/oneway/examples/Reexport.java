// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Does to a file of vCards what a service does that exports the same people again: new uids,
 * another order, another REV and PRODID. Everything else stays byte for byte; groups name their
 * members by the new uids. What is no whole card stays as it is, and what has no uid gets none.
 */
public final class Reexport {
  private static final DateTimeFormatter REV =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String PRODID = "PRODID:-//Oneway//Exported again//EN";
  private static final String URN = "urn:uuid:";
  private static final List<String> REFERENCES =
      List.of("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER", "RELATED", "AGENT");

  private final String salt;
  private final String rev;
  private final Map<String, String> uids = new HashMap<>();

  private Reexport(String salt, Instant now) {
    this.salt = salt;
    this.rev = "REV:" + REV.format(now);
  }

  /** Rewrites the file that the only argument names. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: reexport FILE");
      System.exit(64);
    }
    Path file = Path.of(arguments[0]);
    if (!Files.isRegularFile(file)) {
      System.err.println("There is no file " + file + ".");
      System.exit(10);
    }
    byte[] before = Files.readAllBytes(file);
    Path beside = file.resolveSibling("." + file.getFileName() + ".new");
    Files.write(beside, rewrite(before, Instant.now()));
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The same cards exported again at this time. */
  static byte[] rewrite(byte[] file, Instant now) {
    // Cards of one file may be in several encodings; a byte is a character here, whatever it means.
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String salt = UUID.nameUUIDFromBytes(file) + "\n" + now.truncatedTo(ChronoUnit.SECONDS);
    List<CardPiece> pieces = CardPiece.split(text);
    String again = new Reexport(salt, now).again(pieces);
    return again.getBytes(StandardCharsets.ISO_8859_1);
  }

  private String again(List<CardPiece> pieces) {
    for (CardPiece piece : pieces) {
      if (piece.isWhole()) {
        piece.value("UID").ifPresent(uid -> uids.computeIfAbsent(bare(uid), this::another));
      }
    }
    StringBuilder file = new StringBuilder();
    for (List<CardPiece> together : shuffled(inseparable(pieces))) {
      for (CardPiece piece : together) {
        file.append(piece.isWhole() ? again(piece).text() : piece.text());
        if (file.charAt(file.length() - 1) != '\n') {
          file.append('\n');
        }
      }
    }
    return file.toString();
  }

  private CardPiece again(CardPiece card) {
    CardPiece changed = card.withLine(rev);
    if (!card.value("VERSION").orElse("").equals("2.1") || card.value("PRODID").isPresent()) {
      changed = changed.withLine(PRODID);
    }
    changed = changed.withValues("UID", this::renamed);
    for (String reference : REFERENCES) {
      changed = changed.withValues(reference, this::renamed);
    }
    return changed;
  }

  /** The new uid in the form of the old one; what names no card of this file stays. */
  private String renamed(String old) {
    String uid = old.strip();
    String other = uids.get(bare(uid));
    if (other == null) {
      return old;
    }
    return hasPrefix(uid) ? URN + other : other;
  }

  private static boolean hasPrefix(String uid) {
    return uid.regionMatches(true, 0, URN, 0, URN.length());
  }

  private static String bare(String uid) {
    return hasPrefix(uid) ? uid.substring(URN.length()) : uid;
  }

  private String another(String uid) {
    String name = salt + "\n" + uid;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A card without END ends where the next one begins, so it keeps its neighbour. */
  private static List<List<CardPiece>> inseparable(List<CardPiece> pieces) {
    List<List<CardPiece>> groups = new ArrayList<>();
    List<CardPiece> group = new ArrayList<>();
    for (CardPiece piece : pieces) {
      group.add(piece);
      if (piece.isWhole()) {
        groups.add(group);
        group = new ArrayList<>();
      }
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }

  private List<List<CardPiece>> shuffled(List<List<CardPiece>> groups) {
    List<List<CardPiece>> others = new ArrayList<>(groups);
    if (others.isEmpty()) {
      return others;
    }
    List<CardPiece> last = others.get(others.size() - 1);
    boolean isCutOff = !last.get(last.size() - 1).isWhole();
    List<List<CardPiece>> movable =
        isCutOff ? others.subList(0, others.size() - 1) : others.subList(0, others.size());
    Collections.shuffle(
        movable, new Random(Arrays.hashCode(salt.getBytes(StandardCharsets.UTF_8))));
    return others;
  }
}
