// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Where in a container which path is. A file costs some thirty bytes of memory, however long its
 * name: names stay where they are and are read when they are asked for.
 */
final class EntryIndex {
  /** Directories are held by name, so there may be fewer of them than of files. */
  private static final int MAX_DIRECTORIES = 50_000;

  private static final int NONE = -1;

  /** Tells what the path of a file is whose record lies there. */
  @FunctionalInterface
  interface Names {
    String at(long position) throws IOException;
  }

  private static final class Directory {
    private final List<String> directories = new ArrayList<>();
    private int lastFile = NONE;
  }

  private final Names names;
  private final Limits limits;
  private final MessageDigest digest = sha256();
  private final Map<String, Directory> directories = new HashMap<>();
  private long[] hashes = new long[1_024];
  private long[] positions = new long[1_024];
  private int[] fileBefore = new int[1_024];
  private int[] slots = slots(4_096);
  private int count;
  private long bytes;

  EntryIndex(Limits limits, Names names) {
    this.limits = limits;
    this.names = names;
    directories.put("", new Directory());
  }

  private static int[] slots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, NONE);
    return slots;
  }

  /** How many files there are. */
  int count() {
    return count;
  }

  /** How many bytes all files have, unpacked. */
  long bytes() {
    return bytes;
  }

  /**
   * Adds a file.
   *
   * @param position of its record
   * @throws ContainerDamaged if there is anything of this name, or it passes a limit
   */
  void file(String path, long size, long position) throws IOException {
    bytes += size;
    if (count + directories.size() > limits.entries()) {
      throw new ContainerDamaged(path, "is one more than " + limits.entries() + " entries");
    }
    if (bytes > limits.bytes() || size > limits.bytes()) {
      throw new ContainerDamaged(
          path, "brings the unpacked archive above " + limits.bytes() + " bytes");
    }
    long hash = hash(path);
    int slot = slot(hash, path);
    if (slots[slot] != NONE || directories.containsKey(path)) {
      throw new ContainerDamaged(path, "is there twice");
    }
    Directory parent = directory(parent(path), path);
    grow();
    hashes[count] = hash;
    positions[count] = position;
    fileBefore[count] = parent.lastFile;
    parent.lastFile = count;
    // Growing may have moved the slots.
    slots[slot(hash, path)] = count;
    count++;
  }

  /** Adds a directory, where it is not there. */
  void directory(String path) throws IOException {
    directory(path, path);
  }

  private Directory directory(String path, String entry) throws IOException {
    Directory known = directories.get(path);
    if (known != null) {
      return known;
    }
    if (slots[slot(hash(path), path)] != NONE) {
      throw new ContainerDamaged(entry, "is there twice, as a file and as a directory");
    }
    if (directories.size() >= MAX_DIRECTORIES || count + directories.size() >= limits.entries()) {
      throw new ContainerDamaged(
          entry, "is one directory more than " + Math.min(MAX_DIRECTORIES, limits.entries()));
    }
    directory(parent(path), entry).directories.add(path.substring(path.lastIndexOf('/') + 1));
    Directory made = new Directory();
    directories.put(path, made);
    return made;
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  boolean isDirectory(String path) {
    return directories.containsKey(path);
  }

  /** Where the record of the file of this path is. */
  OptionalLong find(String path) throws IOException {
    int found = slots[slot(hash(path), path)];
    return found == NONE ? OptionalLong.empty() : OptionalLong.of(positions[found]);
  }

  boolean hasFiles(String path) {
    Directory directory = directories.get(path);
    return directory != null && directory.lastFile != NONE;
  }

  /** The names of the directories in a directory, sorted. */
  List<String> directories(String path) {
    Directory directory = directories.get(path);
    return directory == null ? List.of() : directory.directories.stream().sorted().toList();
  }

  /** The names in a directory, sorted; empty where there is no such directory. */
  Optional<List<String>> names(String path) throws IOException {
    Directory directory = directories.get(path);
    if (directory == null) {
      return Optional.empty();
    }
    TreeSet<String> all = new TreeSet<>(directory.directories);
    for (int file = directory.lastFile; file != NONE; file = fileBefore[file]) {
      String child = names.at(positions[file]);
      all.add(child.substring(child.lastIndexOf('/') + 1));
    }
    return Optional.of(List.copyOf(all));
  }

  /** The record of each file, in the order in which they were added. */
  long position(int number) {
    return positions[number];
  }

  /** The slot in which this path is, or in which it would be. */
  private int slot(long hash, String path) throws IOException {
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != NONE
        && !(hashes[slots[slot]] == hash && names.at(positions[slots[slot]]).equals(path))) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    if (count == hashes.length) {
      int more = count + (count >> 1);
      hashes = Arrays.copyOf(hashes, more);
      positions = Arrays.copyOf(positions, more);
      fileBefore = Arrays.copyOf(fileBefore, more);
    }
    if (count * 3L > slots.length * 2L) {
      slots = slots(slots.length * 2);
      for (int i = 0; i < count; i++) {
        int slot = (int) hashes[i] & (slots.length - 1);
        while (slots[slot] != NONE) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = i;
      }
    }
  }

  /** A hash that strangers cannot steer cheaply. */
  private long hash(String path) {
    return ByteBuffer.wrap(digest.digest(path.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
