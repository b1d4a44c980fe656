using System.Net;

namespace SmoothOperator.Tests.Models;

/// <summary>Answers every request with a body that arrives in the given reads, each available at once, and then ends or fails.</summary>
internal sealed class ReadsHandler(ReadOnlyMemory<byte>[] reads, string contentType, Exception? end = null) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new ReadsStream(reads, end)) };
        response.Content.Headers.ContentType = new(contentType);
        return Task.FromResult(response);
    }

    private sealed class ReadsStream(ReadOnlyMemory<byte>[] reads, Exception? end) : Stream
    {
        private int _next;
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (_rest.IsEmpty && _next < reads.Length)
                _rest = reads[_next++];
            if (_rest.IsEmpty && end is not null)
                throw end;
            var count = Math.Min(buffer.Length, _rest.Length);
            _rest[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return ValueTask.FromResult(count);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
