// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with one mailbox that does to its messages what no server should. */
final class ScriptedServer implements Closeable {
  private static final Pattern PART = Pattern.compile("BODY\\.PEEK\\[]<(\\d+)\\.(\\d+)>");
  private static final Pattern LITERAL = Pattern.compile("(?s).*\\{(\\d+)(\\+?)}$");

  private final ServerSocket socket;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final NavigableMap<Long, byte[]> messages = new TreeMap<>();
  private final Map<Long, Long> sizes = new HashMap<>();
  private final Map<Long, Long> lengths = new HashMap<>();
  private final Set<Long> refused = new HashSet<>();
  private final Set<Long> cut = new HashSet<>();
  private final List<String> names = new ArrayList<>(List.of("INBOX"));
  private String capabilities = "IMAP4rev1";
  private String greeting = "ready";
  private boolean mixesUp;
  private int early;
  private String afterStartTls = "";
  private List<String> news = List.of();
  private long modseq;

  ScriptedServer() {
    try {
      socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "scripted server");
    thread.setDaemon(true);
    thread.start();
  }

  synchronized ScriptedServer message(long uid, String latin1) {
    messages.put(uid, latin1.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** A message that goes on with one letter until it has so many bytes. */
  synchronized ScriptedServer large(long uid, String header, long length) {
    lengths.put(uid, length);
    return message(uid, header);
  }

  synchronized ScriptedServer without(long uid) {
    messages.remove(uid);
    return this;
  }

  /** Says NO to whoever asks for this message. */
  synchronized ScriptedServer refusing(long uid) {
    refused.add(uid);
    return this;
  }

  /** Says that a message has so many bytes. */
  synchronized ScriptedServer lying(long uid, long size) {
    sizes.put(uid, size);
    return this;
  }

  /** Goes away in the middle of the bytes of a message, once. */
  synchronized ScriptedServer cutting(long uid) {
    cut.add(uid);
    return this;
  }

  synchronized ScriptedServer able(String all) {
    capabilities = all;
    return this;
  }

  /** What is said of the server before anything else. */
  synchronized ScriptedServer greeting(String words) {
    greeting = words;
    return this;
  }

  /** Takes a line of each message for a command if another command follows at once. */
  synchronized ScriptedServer mixingUp() {
    mixesUp = true;
    return this;
  }

  /** How many commands came before the answer to the APPEND before them. */
  synchronized int early() {
    return early;
  }

  /** Lists another mailbox, its name as a literal. */
  synchronized ScriptedServer listing(String name) {
    names.add(name);
    return this;
  }

  /** What a mailbox tells of itself when it is opened. */
  synchronized ScriptedServer telling(long highest, String... lines) {
    modseq = highest;
    news = List.of(lines);
    return this;
  }

  /** What is said in the clear behind the answer to STARTTLS. */
  synchronized ScriptedServer injecting(String text) {
    afterStartTls = text;
    return this;
  }

  String url() {
    return "imap://127.0.0.1:" + socket.getLocalPort();
  }

  /** Every command, with its literals. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        say(out, "* OK " + greeting);
        boolean goesOn = true;
        while (goesOn) {
          String command = command(in, out);
          goesOn = !command.isEmpty();
          if (goesOn) {
            heard.add(command);
            String[] words = command.split(" ", 3);
            goesOn = answer(words[0], words.length > 1 ? words[1] : "", command, in, out);
          }
        }
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static String command(InputStream in, OutputStream out) throws IOException {
    String command = line(in);
    Matcher literal = LITERAL.matcher(command);
    while (literal.matches()) {
      if (literal.group(2).isEmpty()) {
        say(out, "+ go on");
      }
      byte[] bytes = in.readNBytes(Integer.parseInt(literal.group(1)));
      command += "\r\n" + new String(bytes, StandardCharsets.ISO_8859_1) + line(in);
      literal = LITERAL.matcher(command);
    }
    return command;
  }

  private synchronized boolean answer(
      String tag, String word, String command, InputStream in, OutputStream out)
      throws IOException {
    String answer = tag + " OK done";
    switch (word.toUpperCase(Locale.ROOT)) {
      case "CAPABILITY" -> say(out, "* CAPABILITY " + capabilities);
      case "AUTHENTICATE" -> {
        say(out, "+ ");
        heard.add(line(in));
      }
      case "STARTTLS" -> {
        out.write((answer + "\r\n" + afterStartTls).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        heard.add(new String(in.readNBytes(1), StandardCharsets.ISO_8859_1));
        return false;
      }
      case "LIST" -> {
        for (String name : names) {
          say(out, "* LIST () \"/\" {" + name.length() + "}\r\n" + name);
        }
      }
      case "COMPRESS" -> {
        say(out, tag + " NO [COMPRESSIONACTIVE] TLS packs already");
        return true;
      }
      case "EXAMINE", "SELECT" -> open(out);
      case "APPEND" -> {
        LockSupport.parkNanos(20_000_000);
        early += in.available() > 0 ? 1 : 0;
        if (mixesUp && in.available() > 0) {
          say(out, "Subject: BAD Unknown command.");
        }
        if (command.contains("Subject: refused")) {
          answer = tag + " NO it has a virus";
        }
      }
      case "UID" -> {
        return answerUid(tag, command.split(" ", 5), command, out);
      }
      case "LOGOUT" -> {
        say(out, "* BYE");
        say(out, answer);
        return false;
      }
      default -> {}
    }
    say(out, answer);
    return true;
  }

  private void open(OutputStream out) throws IOException {
    say(out, "* " + messages.size() + " EXISTS");
    say(out, "* FLAGS (\\Seen)");
    say(out, "* OK [UIDVALIDITY 7] here");
    say(out, "* OK [UIDNEXT 100] here");
    if (modseq > 0) {
      say(out, "* OK [HIGHESTMODSEQ " + modseq + "] here");
    }
    for (String line : news) {
      say(out, line);
    }
  }

  private boolean answerUid(String tag, String[] words, String command, OutputStream out)
      throws IOException {
    if (words[2].equals("SEARCH")) {
      Set<Long> found = words[3].equals("ALL") ? messages.keySet() : uids(words[4]);
      StringBuilder line = new StringBuilder("* SEARCH");
      found.forEach(uid -> line.append(' ').append(uid));
      say(out, line.toString());
      say(out, tag + " OK done");
      return true;
    }
    boolean isRefused = false;
    for (long uid : uids(words[3])) {
      if (refused.contains(uid)) {
        isRefused = true;
      } else if (!fetch(uid, command, out)) {
        return false;
      }
    }
    say(out, tag + (isRefused ? " NO one of them is damaged" : " OK done"));
    return true;
  }

  private Set<Long> uids(String set) {
    Set<Long> uids = new HashSet<>();
    for (String range : set.split(",", -1)) {
      String[] ends = range.split(":", -1);
      long last =
          ends.length == 1
              ? Long.parseLong(ends[0])
              : ends[1].equals("*") ? Long.MAX_VALUE : Long.parseLong(ends[1]);
      uids.addAll(messages.subMap(Long.parseLong(ends[0]), true, last, true).keySet());
    }
    return uids;
  }

  private byte[] part(long uid, long from, int length) {
    byte[] start = messages.getOrDefault(uid, new byte[0]);
    long all = lengths.getOrDefault(uid, (long) start.length);
    byte[] part = new byte[(int) Math.max(0, Math.min(length, all - from))];
    for (int i = 0; i < part.length; i++) {
      part[i] = from + i < start.length ? start[(int) from + i] : (byte) 'x';
    }
    return part;
  }

  /** What is asked of one message; false where the connection is cut. */
  private boolean fetch(long uid, String command, OutputStream out) throws IOException {
    long number = messages.headMap(uid, true).size();
    StringBuilder line = new StringBuilder("* " + number + " FETCH (UID " + uid + " FLAGS ()");
    int length = messages.getOrDefault(uid, new byte[0]).length;
    if (command.contains("RFC822.SIZE")) {
      long size = sizes.getOrDefault(uid, lengths.getOrDefault(uid, (long) length));
      line.append(" INTERNALDATE \"02-Jan-2026 03:04:05 +0000\" RFC822.SIZE ").append(size);
    }
    Matcher part = PART.matcher(command);
    boolean isPart = part.find();
    if (!command.contains("BODY")) {
      say(out, line + ")");
      return true;
    }
    boolean isHeader = command.contains("HEADER.FIELDS");
    long from = isPart ? Long.parseLong(part.group(1)) : 0;
    byte[] bytes =
        part(uid, from, isPart ? Integer.parseInt(part.group(2)) : isHeader ? length : 1 << 30);
    line.append(isHeader ? " BODY[HEADER.FIELDS (MESSAGE-ID DATE FROM SUBJECT)] {" : " BODY[]");
    line.append(isHeader ? "" : (isPart ? "<" + from + ">" : "") + " {").append(bytes.length);
    say(out, line.append('}').toString());
    if (!isHeader && cut.remove(uid)) {
      out.write(bytes, 0, bytes.length / 2);
      return false;
    }
    out.write(bytes);
    say(out, ")");
    return true;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
