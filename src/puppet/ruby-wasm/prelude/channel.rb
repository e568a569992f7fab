# One message at a time goes to the compiler, and the answer, or a question before it, comes back.
module Placo
  # An error that the compiler raised while Ruby asked it something.
  module HostError
    attr_accessor :id
  end

  # What ends a lambda by `break` or `return`: no `rescue` of a function may catch it.
  class HostSignal < Exception # rubocop:disable Lint/InheritException
    attr_reader :id

    def initialize(id)
      super('signal')
      @id = id
    end
  end

  class << self
    # Asks the compiler, and serves what it wants meanwhile.
    def ask(operation, **details)
      message = exchange(details.merge(op: operation))
      message = exchange(answer(message)) until message['op'] == 'reply'
      raise HostSignal.new(message['id']) if message['signal']
      raise host_error(message) if message.key?('message')

      Values.decode(message['v'])
    end

    def serve
      message = exchange({ op: :ready })
      loop { message = exchange(answer(message)) }
    end

    private

    def host_error(message)
      error = (message['argument'] ? ArgumentError : Puppet::Error).new(message['message'])
      error.extend(HostError).id = message['id']
      error
    end

    def exchange(message)
      text = JSON.generate(message, max_nesting: 0)
      JSON.parse(JS.global.call(:placoExchange, text).to_s, max_nesting: 0)
    end

    def answer(message)
      { op: :result, v: Operations.public_send(message['op'], message) }
    rescue HostError, HostSignal => e
      { op: :result, id: e.id }
    rescue StandardError, NotImplementedError, LoadError, SyntaxError, SystemStackError, NoMemoryError => e
      { op: :result, message: text_of(e), line: line_of(e, message['file']) }
    end

    def text_of(error)
      text = error.message.to_s
      text.dup.force_encoding(Encoding::UTF_8).scrub
    end

    def line_of(error, file)
      place = (error.backtrace || []).find { |entry| file && entry.start_with?("#{file}:") }
      place && place[(file.length + 1)..].to_i
    end
  end
end
