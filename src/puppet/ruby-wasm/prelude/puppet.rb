# What functions and templates use of Puppet's own classes.
module Puppet
  class Error < RuntimeError
    attr_accessor :original

    def initialize(message, original = nil)
      super(message)
      @original = original
    end
  end

  class DevError < Error; end

  class ParseError < Error
    def initialize(message, _file = nil, _line = nil, _position = nil, original = nil)
      super(message, original)
    end
  end

  ResourceError = Class.new(Error)
  PreformattedError = Class.new(ParseError)

  class << self
    %i[debug info notice warning err].each do |level|
      define_method(level) do |text = nil, &block|
        Placo.ask(:log, level: level, text: (text || block&.call).to_s)
        nil
      end
    end
    alias alert err
    alias crit err
    alias emerg err

    def deprecation_warning(text, _key = nil)
      warning(text)
    end
    alias warn_once deprecation_warning

    def [](setting)
      Placo.ask(:setting, name: setting.to_s)
    end

    def settings
      self
    end

    def lookup(name)
      return Placo::EnvironmentProxy.new if name == :current_environment
      return Placo::Scope if name == :global_scope

      raise Error, "Puppet.lookup(:#{name}) is not there for functions of a compilation without Ruby"
    end

    def version
      Placo.ask(:version)
    end
  end

  module Pops
    module Types
      module PSensitiveType
        class Sensitive
          def initialize(value)
            @value = value
          end

          def unwrap
            @value
          end

          def to_s
            'Sensitive [value redacted]'
          end
          alias inspect to_s

          def ==(other)
            other.is_a?(Sensitive) && other.unwrap == @value
          end
          alias eql? ==

          def hash
            @value.hash
          end
        end
      end
    end
  end

  module Util
    module_function

    def symbolizehash(hash)
      hash.transform_keys { |key| key.to_s.to_sym }
    end

    module Errors
      def fail(*args)
        raise Puppet::Error, args.last.to_s
      end
    end

    module Platform
      def self.windows?
        false
      end
    end
  end

  module Parser
  end
end
