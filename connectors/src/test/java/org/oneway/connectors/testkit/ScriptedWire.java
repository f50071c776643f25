// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.testkit.ScriptedSending.End;
import org.oneway.connectors.testkit.ScriptedSending.Framing;

/** HTTP/1.1 (RFC 9112) on one connection: requests octet for octet, replies as they are told. */
final class ScriptedWire implements Closeable {
  private static final int LONGEST_HEAD = 1 << 20;

  private final Socket socket;
  private final int number;
  private final InputStream in;
  private final OutputStream out;

  ScriptedWire(Socket socket, int number) throws IOException {
    this.socket = socket;
    this.number = number;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** The next request; none where the client has closed the connection between requests. */
  Optional<ScriptedRequest> read() throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    if (!readHead(raw)) {
      return Optional.empty();
    }
    String head = raw.toString(StandardCharsets.ISO_8859_1);
    String[] lines = head.split("\r\n", -1);
    String[] start = lines[0].split(" ", 3);
    ScriptedHeaders headers = headers(lines);
    if (headers.first("Expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (headers.first("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      readChunks(raw, body);
    } else {
      byte[] octets = readFully(Integer.parseInt(headers.first("Content-Length").orElse("0")));
      raw.write(octets);
      body.write(octets);
    }
    return Optional.of(
        new ScriptedRequest(
            start[0],
            start.length > 1 ? start[1] : "",
            headers,
            ScriptedBytes.of(body.toByteArray()),
            ScriptedBytes.of(raw.toByteArray()),
            number));
  }

  private boolean readHead(ByteArrayOutputStream raw) throws IOException {
    int last = 0;
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      raw.write(octet);
      last = (last << 8) | octet;
      if (last == 0x0d0a0d0a) {
        return true;
      }
      if (raw.size() > LONGEST_HEAD) {
        throw new IOException("a request's head has no end");
      }
    }
    if (raw.size() > 0) {
      throw new EOFException("the client closed within a request's head");
    }
    return false;
  }

  private static ScriptedHeaders headers(String[] lines) {
    List<ScriptedHeaders.Field> fields = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        String value = lines[i].substring(colon + 1).strip();
        fields.add(new ScriptedHeaders.Field(lines[i].substring(0, colon), value));
      }
    }
    return new ScriptedHeaders(fields);
  }

  private byte[] readFully(int size) throws IOException {
    byte[] octets = in.readNBytes(size);
    if (octets.length < size) {
      throw new EOFException("the client closed within a request's body");
    }
    return octets;
  }

  private void readChunks(ByteArrayOutputStream raw, ByteArrayOutputStream body)
      throws IOException {
    while (true) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int octet;
      do {
        octet = readFully(1)[0];
        line.write(octet);
      } while (octet != '\n');
      raw.write(line.toByteArray());
      String size = line.toString(StandardCharsets.ISO_8859_1).strip();
      byte[] chunk = readFully(Integer.parseInt(size.split(";", 2)[0], 16));
      body.write(chunk);
      raw.write(chunk);
      raw.write(readFully(2));
      if (chunk.length == 0) {
        return;
      }
    }
  }

  /** Sends a reply; whether the connection lives on. */
  boolean write(ScriptedReply reply, ScriptedRequest request) throws IOException {
    ScriptedSending sending = reply.sending();
    if (sending.end() == End.RESET_UNSENT) {
      // closing with nothing to linger for is what sends a reset
      socket.setSoLinger(true, 0);
      return false;
    }
    if (sending.end() == End.CLOSE_UNSENT) {
      return false;
    }
    boolean closing =
        sending.end() == End.CLOSE
            || sending.framing() == Framing.UNTIL_CLOSE
            || request.headers().first("Connection").filter("close"::equalsIgnoreCase).isPresent();
    boolean bodiless = request.method().equals("HEAD") || reply.status() == 204;
    byte[] body = bodiless ? new byte[0] : framed(reply);
    int length = Math.min(body.length, sending.cutAt().orElse(body.length));
    out.write(head(reply, bodiless, closing).getBytes(StandardCharsets.ISO_8859_1));
    out.write(body, 0, length);
    out.flush();
    sending.stall().ifPresent(ScriptedGate::pass);
    return !closing && length == body.length && sending.stall().isEmpty();
  }

  private static String head(ScriptedReply reply, boolean bodiless, boolean closing) {
    ScriptedSending sending = reply.sending();
    ScriptedHeaders headers = reply.headers();
    if (sending.framing() == Framing.CHUNKED && !bodiless) {
      headers = headers.with("Transfer-Encoding", "chunked");
    } else if (sending.framing() == Framing.LENGTH && reply.status() != 204) {
      int length = sending.announced().orElse(reply.body().size());
      headers = headers.with("Content-Length", Integer.toString(length));
    }
    if (closing && !sending.version().equals("HTTP/1.0")) {
      headers = headers.with("Connection", "close");
    }
    return sending.version()
        + " "
        + reply.status()
        + " "
        + reason(reply.status())
        + "\r\n"
        + headers.lines()
        + "\r\n";
  }

  private static byte[] framed(ScriptedReply reply) throws IOException {
    byte[] body = reply.body().octets();
    if (reply.sending().framing() != Framing.CHUNKED) {
      return body;
    }
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int start = 0; start < body.length; start += 1000) {
      int size = Math.min(1000, body.length - start);
      chunks.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      chunks.write(body, start, size);
      chunks.write('\r');
      chunks.write('\n');
    }
    chunks.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    return chunks.toByteArray();
  }

  static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 204 -> "No Content";
      case 207 -> "Multi-Status";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 409 -> "Conflict";
      case 412 -> "Precondition Failed";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      case 507 -> "Insufficient Storage";
      default -> "Status " + status;
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
