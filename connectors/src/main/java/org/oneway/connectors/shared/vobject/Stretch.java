// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.util.Arrays;

/** One line's bytes, and where it stands; the array is used again unless it is large. */
final class Stretch {
  /** What one line may have, in bytes; a photo of 50 MB fits. */
  static final int LIMIT = 80 << 20;

  private static final int SMALL = 1 << 20;
  private static final String ENCODING = "ENCODING=";

  byte[] bytes = new byte[256];
  int length;
  long offset;
  long end;
  int number;
  boolean tooLong;

  void clear(long at, int lineNumber) {
    if (bytes.length > SMALL) {
      bytes = new byte[256];
    }
    length = 0;
    offset = at;
    end = at;
    number = lineNumber;
    tooLong = false;
  }

  void append(Stretch other, int from) {
    append(other.bytes, Math.min(from, other.length), other.length);
    tooLong |= other.tooLong;
    end = other.end;
  }

  void append(char c) {
    append(new byte[] {(byte) c}, 0, 1);
  }

  void append(byte[] source, int from, int to) {
    int count = to - from;
    if (count > LIMIT - length) {
      tooLong = true;
      count = LIMIT - length;
    }
    if (length + count > bytes.length) {
      long grown = Math.max(length + count, bytes.length + (bytes.length >> 1));
      bytes = Arrays.copyOf(bytes, (int) Math.min(grown, LIMIT));
    }
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  int indexOf(byte wanted) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Whether {@code word}, in upper case, occurs in any case. */
  boolean holds(String word, int from, int to) {
    for (int start = from; start + word.length() <= to; start++) {
      if (holdsAt(word, start, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsAt(String word, int start, int to) {
    int i = 0;
    while (i < word.length() && start + i < to && upper(bytes[start + i]) == word.charAt(i)) {
      i++;
    }
    return i == word.length();
  }

  /** Whether a parameter of the head says so, with its name or without. */
  boolean isEncoded(String encoding, int colon) {
    for (int i = 0; i < colon; i++) {
      if (bytes[i] == ';') {
        int named = i + 1 + (holdsAt(ENCODING, i + 1, colon) ? ENCODING.length() : 0);
        int end = named + encoding.length();
        if (holdsAt(encoding, named, colon) && (end == colon || bytes[end] == ';')) {
          return true;
        }
      }
    }
    return false;
  }

  boolean isBase64() {
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      boolean letter = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
      if (!letter && !(b >= '0' && b <= '9') && b != '+' && b != '/' && b != '=') {
        return false;
      }
    }
    return true;
  }

  /** A name, then a colon, semicolon or dot. */
  boolean looksLikeProperty() {
    int i = 0;
    while (i < length && LineReader.isNameByte(bytes[i])) {
      i++;
    }
    return i > 0 && i < length && (bytes[i] == ':' || bytes[i] == ';' || bytes[i] == '.');
  }

  /** Whether it is nothing but a name: no value has begun. */
  boolean isName() {
    for (int i = 0; i < length; i++) {
      if (!LineReader.isNameByte(bytes[i])) {
        return false;
      }
    }
    return length > 0;
  }

  private static int upper(byte b) {
    return b >= 'a' && b <= 'z' ? b - 32 : b;
  }
}
