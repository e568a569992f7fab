"""Serves, probes and watches in one network namespace: a command a line in, an answer a line out, both in JSON."""
import asyncio
import ipaddress
import json
import os
import socket
import struct
import sys

seen = []
watchers = []


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packet(source, target, protocol, body, offset):
    """An IP packet with a body whose checksum field is at the offset; all of it is of our making."""
    source, target = ipaddress.ip_address(source), ipaddress.ip_address(target)
    if source.version == 4:
        pseudo = source.packed + target.packed + struct.pack("!BBH", 0, protocol, len(body))
        head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(body), 1, 0, 64, protocol, 0, source.packed, target.packed)
        head = head[:10] + struct.pack("!H", checksum(head)) + head[12:]
    else:
        pseudo = source.packed + target.packed + struct.pack("!IHBB", len(body), 0, 0, protocol)
        head = struct.pack("!IHBB16s16s", 6 << 28, len(body), protocol, 255, source.packed, target.packed)
    if protocol == 1:
        pseudo = b""
    return head + body[:offset] + struct.pack("!H", checksum(pseudo + body)) + body[offset + 2 :]


def tcp(source, target, sport, dport, flags):
    return packet(source, target, 6, struct.pack("!HHIIBBHHH", sport, dport, 7, 9, 0x50, flags, 1024, 0, 0), 16)


def udp(source, target, sport, dport):
    return packet(source, target, 17, struct.pack("!HHHH", sport, dport, 16, 0) + b"datagram", 6)


def icmpv6(source, target, type):
    return packet(source, target, 58, struct.pack("!BBHI", type, 0, 0, 0) + ipaddress.ip_address(target).packed, 2)


def describe(raw, family, where, source=None):
    """What a packet is, in a few words: place, source, protocol and ports or type."""
    if family == 4 or source is None:
        version = raw[0] >> 4
        protocol = raw[9] if version == 4 else raw[6]
        source = str(ipaddress.ip_address(raw[12:16] if version == 4 else raw[8:24]))
        body = raw[(raw[0] & 15) * 4 :] if version == 4 else raw[40:]
    else:
        protocol, body = family, raw
    if protocol == 6:
        sport, dport = struct.unpack("!HH", body[:4])
        return f"{where} {source} tcp {sport} {dport} {body[13]}"
    if protocol == 17:
        return f"{where} {source} udp %d %d" % struct.unpack("!HH", body[:4])
    return f"{where} {source} icmp {body[0]}" if body else where


def watch():
    """Notes what arrives on the wire, and what the packet filter lets in."""

    def frame(raw, address):
        if address[1] in (0x0800, 0x86DD) and address[2] != socket.PACKET_OUTGOING and address[0] != "lo":
            seen.append(describe(raw, 4, "wire"))

    note(socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3)), frame)
    for protocol in (6, 17):
        inside = lambda data, _: seen.append(describe(data, 4, "in"))
        note(socket.socket(socket.AF_INET, socket.SOCK_RAW, protocol), inside)
    for protocol in (6, 17, 58):
        inside = lambda data, address, protocol=protocol: seen.append(
            describe(data, protocol, "in", address[0].split("%")[0])
        )
        note(socket.socket(socket.AF_INET6, socket.SOCK_RAW, protocol), inside)


def note(source, write):
    """Reads all that a socket holds whenever it holds something; `drain` does so at once."""
    source.setsockopt(socket.SOL_SOCKET, 33, 1 << 24)  # SO_RCVBUFFORCE: nothing is lost while we are busy
    source.setblocking(False)

    def drain():
        try:
            while True:
                write(*source.recvfrom(2048))
        except BlockingIOError:
            pass

    watchers.append(drain)
    asyncio.get_running_loop().add_reader(source, drain)


async def serve(ports):
    async def greet(_, writer):
        writer.write(writer.get_extra_info("peername")[0].encode())
        await writer.drain()
        writer.close()

    for port in ports:
        server = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        server.bind(("::", port))
        await asyncio.start_server(greet, sock=server, backlog=512)


async def connect(to, port, source, wait):
    """The address that the server saw; None where nothing came back."""

    async def attempt():
        reader, writer = await asyncio.open_connection(to, port, local_addr=(source, 0) if source else None)
        answer = await reader.read(100)
        writer.close()
        return answer.decode().removeprefix("::ffff:")

    try:
        return await asyncio.wait_for(attempt(), wait)
    except ConnectionRefusedError:
        return "refused"
    except (OSError, asyncio.TimeoutError):
        return None


async def ask(to, port, wait):
    """A datagram to a closed port: `refused` where the ICMP error found its way back."""
    query = socket.socket(socket.AF_INET6 if ":" in to else socket.AF_INET, socket.SOCK_DGRAM)
    query.setblocking(False)
    query.connect((to, port))
    query.send(b"anyone?")
    try:
        await asyncio.wait_for(asyncio.get_running_loop().sock_recv(query, 99), wait)
    except ConnectionRefusedError:
        return "refused"
    except asyncio.TimeoutError:
        return None
    return "answered"


async def ping(to, count, wait):
    """How many of the echo requests were answered."""
    six = ":" in to
    raw = socket.socket(*((socket.AF_INET6, socket.SOCK_RAW, 58) if six else (socket.AF_INET, socket.SOCK_RAW, 1)))
    raw.setblocking(False)
    mark = os.urandom(2)
    for number in range(count):
        body = struct.pack("!BBH2sH", 128 if six else 8, 0, 0, mark, number)
        raw.sendto(body if six else body[:2] + struct.pack("!H", checksum(body)) + body[4:], (to, 0))
    answers, loop = 0, asyncio.get_running_loop()
    end = loop.time() + wait
    while answers < count and loop.time() < end:
        try:
            data = await asyncio.wait_for(loop.sock_recv(raw, 2048), max(0.01, end - loop.time()))
        except asyncio.TimeoutError:
            break
        body = data if six else data[20:]
        answers += body[0] == (129 if six else 0) and body[4:6] == mark
    return answers


def forge(kind, source, to, device=None, **rest):
    """Sends a packet of our own making, routed as usual, or as it is to every machine on a device."""
    raw = {"tcp": tcp, "udp": udp, "icmpv6": icmpv6}[kind](source, to, **rest)
    six = ":" in to
    if device:
        link = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM)
        link.sendto(raw, (device, 0x86DD if six else 0x0800, 0, 0, b"\xff" * 6))
        return
    sender = socket.socket(socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
    sender.sendto(raw, (to, 0))


async def obey(command):
    action = command.pop("do")
    if action == "serve":
        return await serve(**command)
    if action == "seen":
        for drain in watchers:
            drain()
        answer = seen.copy()
        seen.clear()
        return answer
    if action == "forge":
        return forge(**command)
    return await {"connect": connect, "ask": ask, "ping": ping}[action](**command)


async def answer(line):
    command = json.loads(line)
    number = command.pop("id")
    try:
        print(json.dumps({"id": number, "answer": await obey(command)}), flush=True)
    except Exception as error:
        print(json.dumps({"id": number, "error": repr(error)}), flush=True)


async def main():
    watch()
    reader = asyncio.StreamReader(limit=1 << 24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    tasks = set()
    while line := await reader.readline():
        task = asyncio.create_task(answer(line))
        tasks.add(task)
        task.add_done_callback(tasks.discard)


asyncio.run(main())
